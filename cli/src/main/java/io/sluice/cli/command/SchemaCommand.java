package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.sql.Statement;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding;
import io.sluice.schema.plan.PipelineSchema;
import io.sluice.schema.plan.SchemaApplication;
import io.sluice.schema.plan.SchemaPart;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.plan.SchemaScript;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TargetConnection;
import io.sluice.schema.target.TargetServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice schema}: the DDL that a run applies, and what it cannot carry over. */
@Command(
        name = "schema",
        description = {
            "Prints the PostgreSQL DDL of a pipeline's tables, as a script for psql, or applies it.",
            "A run continues with tables that --apply has made, but not with tables that the script has made."
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @ArgGroup
    private Parts parts;

    @Option(names = "--apply", description = "Apply it to the target; a later run continues with it.")
    private boolean apply;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    /** At most one of them. */
    private static final class Parts {
        @Option(names = "--before-data", description = "Only what must exist before the first row.")
        private boolean beforeData;

        @Option(names = "--after-data", description = "Only indexes, triggers, constraints and views.")
        private boolean afterData;

        @Option(names = "--all", description = "Both parts; this is the default.")
        private boolean all;
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Pipeline pipeline = argument.read();
        SourceCatalog catalog;
        try (Connection mysql = SourceConnection.open(pipeline.source())) {
            catalog = SourceCatalog.read(mysql, pipeline.tables());
        }
        return apply ? apply(pipeline, catalog) : print(pipeline, catalog);
    }

    private int apply(Pipeline pipeline, SourceCatalog catalog) throws SQLException, InterruptedException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            SchemaPlan plan = PipelineSchema.plan(pipeline, catalog, target);
            List<Finding> refused = new SchemaApplication(target, plan, pipeline, System.err::println).apply(part());
            if (json) {
                Json.print(System.out, Document.of(pipeline, plan, part(), refused));
            } else {
                refused.forEach(System.out::println);
            }
            return (refused.isEmpty() ? ExitCode.DONE : ExitCode.FAILED_CHECK).code();
        }
    }

    private int print(Pipeline pipeline, SourceCatalog catalog) throws SQLException {
        SchemaPlan plan = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance(), server(pipeline));
        if (json) {
            Json.print(System.out, Document.of(pipeline, plan, part(), List.of()));
        } else {
            SchemaScript.print(plan, part(), System.out::println);
        }
        return ExitCode.DONE.code();
    }

    /** The schema can be printed before there is a target. */
    private static TargetServer server(Pipeline pipeline) throws SQLException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            return new PipelineRecord(target, pipeline.name()).server();
        } catch (SluiceException e) {
            TargetServer assumed = TargetServer.newest();
            System.err.println(e.getMessage() + "; this is the schema for PostgreSQL " + assumed.majorVersion()
                    + " without extensions");
            return assumed;
        }
    }

    private SchemaPart part() {
        if (parts == null || parts.all) {
            return SchemaPart.ALL;
        }
        if (parts.beforeData) {
            return SchemaPart.BEFORE_DATA;
        }
        return parts.afterData ? SchemaPart.AFTER_DATA : SchemaPart.ALL;
    }

    /** The document of {@code --json}. */
    private record Document(
            String pipeline,
            List<String> beforeData,
            List<String> afterData,
            List<String> validation,
            List<Finding> findings,
            List<Finding> refused) {

        static Document of(Pipeline pipeline, SchemaPlan plan, SchemaPart part, List<Finding> refused) {
            return new Document(
                    pipeline.name(),
                    part.hasBeforeData() ? sql(plan.beforeData()) : List.of(),
                    part.hasAfterData() ? sql(plan.afterData()) : List.of(),
                    part.hasAfterData() ? sql(plan.validation()) : List.of(),
                    plan.findings(),
                    refused);
        }

        private static List<String> sql(List<Statement> statements) {
            return statements.stream().map(Statement::sql).toList();
        }
    }
}
