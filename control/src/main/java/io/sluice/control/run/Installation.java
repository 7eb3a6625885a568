package io.sluice.control.run;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of the installed command with what it starts: the Connect plugins and the schema registry. A container
 * has neither, since its pipelines run on the user's own servers.
 */
public record Installation(Path home) {

    /** The installation that this process was started from: the system property {@code sluice.home}. */
    public static Installation current() {
        return new Installation(Path.of(System.getProperty("sluice.home", "")));
    }

    public Path plugins() {
        return directory("plugins");
    }

    public Path registry() {
        return directory("registry");
    }

    private Path directory(String name) {
        Path directory = home.resolve(name);
        if (!Files.isDirectory(directory)) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "this installation cannot run a pipeline by itself; start Sluice by its script, ./sluice,"
                            + " or name your own servers in the pipeline's file");
        }
        return directory;
    }
}
