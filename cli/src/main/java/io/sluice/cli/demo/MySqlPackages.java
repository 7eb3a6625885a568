package io.sluice.cli.demo;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * MySQL from the packages of Debian or Ubuntu, unpacked into the cache with every library it needs: no root, and
 * nothing on the system changes. apt does the resolving, the downloading and the checking of signatures.
 */
final class MySqlPackages {
    private static final Path ETC_APT = Path.of("/etc/apt");
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final String SERVER_OPTIONS =
            " --basedir=\"$root/usr\" --lc-messages-dir=\"$root/usr/share/mysql\" --plugin-dir=\"$root/usr/lib/mysql/plugin\"";

    private final Path root;
    private final Path apt;
    private final String triplet;

    private MySqlPackages(Path root) {
        this.root = root;
        this.apt = root.resolve("apt");
        this.triplet = System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    }

    /** The unpacked mysqld; nothing where there is no apt. The first call downloads about 65 MB. */
    static Optional<Path> mysqld(Consumer<String> progress) {
        if (Stream.of("apt-get", "dpkg")
                        .anyMatch(program -> Command.onPath(program).isEmpty())
                || !Files.isReadable(OS_RELEASE)) {
            return Optional.empty();
        }
        String entry = ServerCache.forThisProcessor("mysql");
        Path root = ServerCache.ofThisUser().entry(entry, draft -> new MySqlPackages(draft).fill(progress));
        return Optional.of(root.resolve("bin/mysqld"));
    }

    private void fill(Consumer<String> progress) {
        try {
            progress.accept("Downloading a MySQL server (65 MB, once)");
            writeSources();
            get("update");
            download();
            progress.accept("Unpacking the MySQL server");
            unpack();
            writeLauncher("mysqld", "sbin/mysqld", SERVER_OPTIONS);
            writeLauncher("mysql", "bin/mysql", "");
            Directories.delete(apt);
            MySqlInstallations.binary(root.resolve("bin/mysqld"));
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot unpack MySQL into " + root + ": " + e.getMessage() + ".", e);
        }
    }

    private void writeSources() throws IOException {
        Files.createDirectories(apt.resolve("lists/partial"));
        Files.createDirectories(apt.resolve("cache/archives/partial"));
        Files.createFile(apt.resolve("status")); // nothing counts as installed: the libraries are wanted too
        Files.write(apt.resolve("sources.list"), sourceLines(osRelease(), AptSources.of(ETC_APT)));
    }

    static List<String> sourceLines(Map<String, String> release, AptSources sources) {
        String codename = release.getOrDefault("VERSION_CODENAME", "");
        boolean ubuntu = release.getOrDefault("ID", "").equals("ubuntu");
        List<String> lines = ubuntu
                ? sources.release(codename).stream()
                        .map(source -> line("ubuntu", source.uri(), source.suite()))
                        .toList()
                // Debian's releases have MariaDB only; sid has MySQL.
                : sources.archiveOf(codename).map(uri -> line("debian", uri, "sid")).stream()
                        .toList();
        if (lines.isEmpty()) {
            throw new SluiceException(ExitCode.UNREACHABLE, "/etc/apt names no archive of " + codename);
        }
        return lines;
    }

    private static String line(String distribution, String uri, String suite) {
        return "deb [signed-by=/usr/share/keyrings/%s-archive-keyring.gpg] %s %s main"
                .formatted(distribution, uri, suite);
    }

    private static Map<String, String> osRelease() throws IOException {
        return Files.readAllLines(OS_RELEASE).stream()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1).replace("\"", "")));
    }

    /** Ubuntu's packages carry the version in their names, the newest first here; Debian's do not. */
    private void download() {
        SluiceException first = null;
        for (String suffix : List.of("", "-8.4", "-8.0")) {
            try {
                get(
                        "install",
                        "--download-only",
                        "--no-install-recommends",
                        "--yes",
                        "mysql-server-core" + suffix,
                        "mysql-client-core" + suffix);
                return;
            } catch (SluiceException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private void get(String... action) {
        var words = new ArrayList<String>(List.of("apt-get", "-qq"));
        Map<String, Object> settings = Map.of(
                "Dir::State",
                apt,
                "Dir::State::Lists",
                apt.resolve("lists"),
                "Dir::State::status",
                apt.resolve("status"),
                "Dir::Cache",
                apt.resolve("cache"),
                "Dir::Etc::sourcelist",
                apt.resolve("sources.list"),
                "Dir::Etc::sourceparts",
                "-",
                "Dir::Etc::preferencesparts",
                "-",
                "Acquire::Check-Valid-Until",
                "false", // mirrors that stand still are fine: signatures still count
                "Acquire::Languages",
                "none",
                "APT::Sandbox::User",
                "root"); // the download directory is ours alone
        settings.forEach((key, value) -> words.addAll(List.of("-o", key + "=" + value)));
        words.addAll(List.of(action));
        new Command(words).output();
    }

    private void unpack() throws IOException {
        try (Stream<Path> archives = Files.list(apt.resolve("cache/archives"))) {
            archives.filter(file -> file.toString().endsWith(".deb"))
                    .forEach(file -> Command.of("dpkg", "-x", file, root).output());
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
