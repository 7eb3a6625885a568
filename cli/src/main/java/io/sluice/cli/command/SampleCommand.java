package io.sluice.cli.command;

import io.sluice.core.failure.ExitCode;
import io.sluice.demo.sample.SampleServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice sample}: prepares the servers of docker-compose.yml, so that there is something to migrate. */
@Command(
        name = "sample",
        hidden = true,
        description = {
            "Loads the sample shop into the pipeline's MySQL, unless it is there.",
            "Makes the pipeline's accounts and database too. Running it again changes nothing."
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(
            names = "--passwords",
            description = "The directory with the files mysql-root, mysql-sluice, postgres-superuser, postgres-sluice.",
            defaultValue = "/run/secrets")
    private Path passwords;

    @Option(names = "--seed", description = "The seed of the sample's rows.", defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws SQLException {
        int rows = new SampleServers(argument.read(), passwords).prepare(seed);
        System.err.println(
                rows == 0 ? "The shop is there" : "Loaded the shop: %,d rows (seed %d)".formatted(rows, seed));
        return ExitCode.DONE.code();
    }
}
