package io.sluice.cli.command;

import io.sluice.cli.ExitCode;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.cli.schema.Finding;
import io.sluice.cli.schema.SchemaPlan;
import io.sluice.cli.source.SourceConnection;
import io.sluice.core.pipeline.Pipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice schema}: the DDL that a run applies, and what it cannot carry over. */
@Command(
        name = "schema",
        description = "Prints the PostgreSQL DDL of a pipeline's tables, before-data and after-data parts.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        Pipeline pipeline = argument.read();
        SchemaPlan plan;
        try (Connection mysql = SourceConnection.open(pipeline.source())) {
            SourceCatalog catalog = SourceCatalog.read(mysql, pipeline.tables());
            plan = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance());
        }
        if (json) {
            Json.print(System.out, new Document(pipeline.name(), plan));
        } else {
            print(plan);
        }
        return ExitCode.DONE.code();
    }

    private static void print(SchemaPlan plan) {
        plan.findings().forEach(finding -> System.out.println("-- " + finding));
        System.out.println("\n-- Before the data");
        plan.beforeData().forEach(statement -> System.out.println(statement + ";"));
        System.out.println("\n-- After the data");
        plan.afterData().forEach(statement -> System.out.println(statement + ";"));
        plan.validation().forEach(statement -> System.out.println(statement + ";"));
    }

    /** The form of {@code --json}. */
    private record Document(
            String pipeline,
            List<String> beforeData,
            List<String> afterData,
            List<String> validation,
            List<Finding> findings) {
        Document(String pipeline, SchemaPlan plan) {
            this(pipeline, plan.beforeData(), plan.afterData(), plan.validation(), plan.findings());
        }
    }
}
