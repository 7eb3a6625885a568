package io.sluice.cli.command;

import io.sluice.assess.Assessment;
import io.sluice.assess.AssessmentFiles;
import io.sluice.assess.Assessor;
import io.sluice.assess.Scan;
import io.sluice.assess.ScanDepth;
import io.sluice.cli.print.AssessmentDocument;
import io.sluice.cli.print.AssessmentText;
import io.sluice.cli.print.Json;
import io.sluice.core.pipeline.Pipeline;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice assess}: what a migration will meet, before anything is started. */
@Command(
        name = "assess",
        description = {
            "Reports what a migration will meet, before anything is started.",
            "Looks at settings, privileges, tables, types, and values that PostgreSQL cannot hold.",
            "Changes nothing and locks nothing; needs MySQL only."
        },
        mixinStandardHelpOptions = true)
final class AssessCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scan",
            description = "Which values to look at: none, sample or full (${DEFAULT-VALUE} if not given).",
            defaultValue = "sample")
    private ScanDepth scan;

    @Option(
            names = "--sample-rows",
            description = "Rows of a sample: as many from each end of a table, and about as many between"
                    + " (${DEFAULT-VALUE} if not given).",
            defaultValue = "" + Scan.SAMPLE_ROWS_PRESET)
    private int sampleRows;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write assessment.md and assessment.html into this directory.")
    private Optional<Path> report;

    @Option(
            names = "--write-policies",
            paramLabel = "FILE",
            description = "Write the section of pipeline.yaml that settles what was found.")
    private Optional<Path> policies;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        if (sampleRows < 1) {
            throw new ParameterException(spec.commandLine(), "--sample-rows is a whole number above 0");
        }
        Pipeline pipeline = argument.read();
        AssessmentFiles files = new AssessmentFiles(report, policies);
        files.requireNew();
        Assessment assessment = new Assessor(pipeline, new Scan(scan, sampleRows), System.err::println).run();
        // First, as a file that cannot be written is an error, and there is one document only.
        files.write(assessment).forEach(file -> System.err.println("Written: " + file));
        if (json) {
            Json.print(System.out, AssessmentDocument.of(assessment));
        } else {
            AssessmentText.lines(assessment).forEach(System.out::println);
        }
        return assessment.exitCode().code();
    }
}
