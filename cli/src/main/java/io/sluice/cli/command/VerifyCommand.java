package io.sluice.cli.command;

import io.sluice.cli.print.VerificationJson;
import io.sluice.cli.print.VerificationText;
import io.sluice.control.run.VerifyRun;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.verify.Verification;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice verify}: compares source and target, row by row. */
@Command(
        name = "verify",
        description = {
            "Compares every row of every table between MySQL and PostgreSQL.",
            "While the pipeline runs, only differences that remain after a fence count;",
            "if it is stopped, changes that MySQL has made since then count too."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Pipeline pipeline = argument.read();
        Verification verification = VerifyRun.of(pipeline, System.err::println);
        if (json) {
            System.out.println(VerificationJson.of(verification));
        } else {
            VerificationText.lines(verification).forEach(System.out::println);
        }
        return (verification.equal() ? ExitCode.DONE : ExitCode.FAILED_CHECK).code();
    }
}
