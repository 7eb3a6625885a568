package io.sluice.e2e.change;

import io.sluice.core.failure.SluiceException;
import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Percona's toolkit from the package of this machine's release, run by its Perl. */
record PerconaToolkit(Path root) {

    private static final AptPackages PACKAGES = new AptPackages(
            AptArchive.RELEASE,
            Dependencies.MISSING,
            List.of(List.of(
                    "percona-toolkit", "libdbi-perl", "libdbd-mysql-perl", "libterm-readkey-perl", "libmariadb3")));

    record Result(int code, String said) {}

    /** Empty if it cannot be had here, which is printed. */
    static Optional<PerconaToolkit> find() {
        if (!AptPackages.areAvailable() || !Files.isExecutable(Path.of("/usr/bin/perl"))) {
            System.out.println("No pt-online-schema-change: this machine has no apt, or no Perl");
            return Optional.empty();
        }
        try {
            return Optional.of(new PerconaToolkit(PACKAGES.cached("percona-toolkit")));
        } catch (SluiceException e) {
            System.out.println("No pt-online-schema-change: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Runs {@code pt-online-schema-change}. */
    Result alter(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/perl",
                root.resolve("usr/bin/pt-online-schema-change").toString(),
                "--execute",
                "--no-version-check",
                "--recursion-method=none",
                "--charset=utf8mb4"));
        command.addAll(Arrays.asList(arguments));
        Process process = process(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end: " + said);
        }
        return new Result(process.exitValue(), said);
    }

    private Process process(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PERL5LIB", directories(path -> path.endsWith("DBI.pm") || path.endsWith("Term/ReadKey.pm")),
                        "LD_LIBRARY_PATH", AptPackages.libraryPath(root),
                        "MARIADB_PLUGIN_DIR", directories(path -> path.endsWith("caching_sha2_password.so"))));
        return builder.start();
    }

    /** Those of the files, or those above what is a part of a module's name. */
    private String directories(Predicate<Path> file) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file)
                    .map(path ->
                            path.endsWith("Term/ReadKey.pm") ? path.getParent().getParent() : path.getParent())
                    .map(Path::toString)
                    .distinct()
                    .collect(Collectors.joining(":"));
        }
    }
}
