package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.demo.server.AptPackages.Dependencies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** MySQL from the packages of Debian or Ubuntu, unpacked into the cache with every library it needs. */
final class MySqlPackages {
    /** Ubuntu's packages carry the version in their names, the newest first here; Debian's do not. */
    private static final AptPackages PACKAGES = new AptPackages(
            // Debian's releases have MariaDB only; sid has MySQL.
            AptArchive.NEWEST,
            Dependencies.ALL,
            Stream.of("", "-8.4", "-8.0")
                    .map(suffix -> List.of("mysql-server-core" + suffix, "mysql-client-core" + suffix))
                    .toList());

    private static final String SERVER_OPTIONS =
            " --basedir=\"$root/usr\" --lc-messages-dir=\"$root/usr/share/mysql\" --plugin-dir=\"$root/usr/lib/mysql/plugin\"";

    private final Path root;
    private final String triplet;

    private MySqlPackages(Path root) {
        this.root = root;
        this.triplet = System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    }

    /** The unpacked mysqld; empty if there is no apt. The first call downloads about 65 MB. */
    static Optional<Path> mysqld(Consumer<String> progress) {
        if (!AptPackages.areAvailable()) {
            return Optional.empty();
        }
        String entry = ServerCache.forThisProcessor("mysql");
        Path root = ServerCache.ofThisUser().entry(entry, draft -> new MySqlPackages(draft).fill(progress));
        return Optional.of(root.resolve("bin/mysqld"));
    }

    private void fill(Consumer<String> progress) {
        try {
            progress.accept("Downloading a MySQL server (65 MB, once)");
            PACKAGES.download(root);
            progress.accept("Unpacking the MySQL server");
            PACKAGES.unpack(root);
            writeLauncher("mysqld", "sbin/mysqld", SERVER_OPTIONS);
            writeLauncher("mysql", "bin/mysql", "");
            MySqlInstallations.binary(root.resolve("bin/mysqld"));
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot unpack MySQL into " + root + ": " + e.getMessage() + ".", e);
        }
    }

    private void writeLauncher(String name, String program, String options) throws IOException {
        Path launcher = Files.createDirectories(root.resolve("bin")).resolve(name);
        Files.writeString(
                launcher,
                template()
                        .replace("TRIPLET", triplet)
                        .replace("PROGRAM", program)
                        .replace("OPTIONS", options));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String template() {
        try (InputStream template = MySqlPackages.class.getResourceAsStream("mysql-launcher.sh")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
