package io.sluice.cli.run;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the installed command keeps what it starts: the Connect plugins and the schema registry. */
public record Installation(Path home) {

    /** The installation that this process was started from: the system property {@code sluice.home}. */
    public static Installation current() {
        String home = System.getProperty("sluice.home", "");
        if (home.isEmpty() || !Files.isDirectory(Path.of(home, "plugins"))) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "the installation is incomplete; start Sluice by its script, ./sluice");
        }
        return new Installation(Path.of(home));
    }

    public Path plugins() {
        return home.resolve("plugins");
    }

    public Path registry() {
        return home.resolve("registry");
    }
}
