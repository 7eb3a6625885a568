package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places where a MySQL server program may be found. */
final class MySqlInstallations {
    static final String IMAGE = "mysql:9.7";
    private static final Pattern VERSION = Pattern.compile("Ver (([0-9]+)\\.[0-9]+\\.[0-9]+)");

    private MySqlInstallations() {}

    /** One place: empty if it has no server program; throws if the one that it has cannot be used. */
    record Place(String name, Supplier<Optional<MySqlInstallation>> look) {}

    /**
     * The places in the order in which they are tried. The program that {@code SLUICE_MYSQLD} names is used or refused,
     * but never skipped.
     */
    static List<Place> places(Map<String, String> environment, Consumer<String> progress) {
        String setting = environment.getOrDefault("SLUICE_MYSQLD", "");
        if (!setting.isBlank()) {
            return List.of(new Place("SLUICE_MYSQLD", () -> Optional.of(binary(Path.of(setting)))));
        }
        return List.of(
                new Place("mysqld on the PATH", () -> Command.onPath("mysqld").map(MySqlInstallations::binary)),
                new Place("a container", () -> image(progress)),
                new Place("packages", () -> MySqlPackages.mysqld(progress).map(MySqlInstallations::binary)));
    }

    /** @throws SluiceException unless it is a MySQL of version 8 or later */
    static MySqlInstallation binary(Path mysqld) {
        Command.Outcome outcome =
                Command.of(mysqld, "--no-defaults", "--version").run();
        Matcher version = VERSION.matcher(outcome.output());
        if (!outcome.succeeded()) {
            throw new SluiceException(ExitCode.UNREACHABLE, mysqld + " does not run: " + outcome.lastLine());
        }
        if (outcome.output().contains("MariaDB") || !version.find() || Integer.parseInt(version.group(2)) < 8) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, mysqld + " is not MySQL 8.0 or later: " + outcome.lastLine());
        }
        return new MySqlInstallation.Binary(mysqld.toAbsolutePath(), version.group(1));
    }

    private static Optional<MySqlInstallation> image(Consumer<String> progress) {
        Optional<Path> docker = Command.onPath("docker")
                .filter(program -> Command.of(program, "version", "--format", "{{.Server.Version}}")
                        .succeeds());
        docker.ifPresent(program -> {
            if (!Command.of(program, "image", "inspect", IMAGE).succeeds()) {
                progress.accept("Pulling the container image " + IMAGE);
                Command.of(program, "pull", "--quiet", IMAGE).output();
            }
        });
        return docker.map(program -> new MySqlInstallation.Image(program, IMAGE));
    }
}
