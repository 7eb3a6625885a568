package io.sluice.e2e.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where kustomize comes from: {@code kubectl} or {@code kustomize} on the PATH, else Debian's package, unpacked into the
 * cache of this user. Without any of them the tests fail: manifests that nobody has rendered are not tested.
 */
final class KustomizeProgram {

    private static final class Found {
        static final List<String> WORDS = find();
    }

    private KustomizeProgram() {}

    /** The command, to which a directory is to be added. */
    static List<String> words() {
        return Found.WORDS;
    }

    private static List<String> find() {
        Optional<Path> kubectl = onPath("kubectl");
        if (kubectl.isPresent()) {
            return List.of(kubectl.get().toString(), "kustomize");
        }
        Path kustomize = onPath("kustomize").orElseGet(() -> unpacked(cache()));
        return List.of(kustomize.toString(), "build");
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path cache() {
        String setting = System.getenv().getOrDefault("SLUICE_CACHE", "");
        Path directory =
                setting.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "sluice") : Path.of(setting);
        return directory.resolve("kustomize-" + System.getProperty("os.arch")).toAbsolutePath();
    }

    /** The program from the package, in a directory that appears whole or not at all. */
    static Path unpacked(Path entry) {
        Path program = entry.resolve("usr/bin/kustomize");
        try {
            Files.createDirectories(entry.getParent());
            try (FileChannel file = FileChannel.open(
                            entry.resolveSibling(entry.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                if (lock.isValid() && !Files.isExecutable(program)) {
                    Path draft = Files.createTempDirectory(entry.getParent(), "kustomize");
                    unpack(draft);
                    Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path directory) throws IOException {
        Path apt = directory.resolve("apt");
        Files.createDirectories(apt.resolve("lists/partial"));
        Files.createFile(apt.resolve("status"));
        Files.writeString(
                apt.resolve("sources.list"),
                "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
                        + " http://deb.debian.org/debian sid main\n");
        apt(apt, "update");
        apt(apt, "download", "kustomize");
        try (Stream<Path> files = Files.list(apt)) {
            Path archive = files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("apt-get downloaded no kustomize"));
            run(apt, List.of("dpkg", "-x", archive.toString(), directory.toString()));
        }
        run(directory, List.of("rm", "-r", apt.toString()));
    }

    private static void apt(Path apt, String... action) throws IOException {
        List<String> words = new ArrayList<>(List.of("apt-get", "-qq"));
        for (String setting : List.of(
                "Dir::State=" + apt,
                "Dir::State::Lists=" + apt.resolve("lists"),
                "Dir::State::status=" + apt.resolve("status"),
                "Dir::Cache=" + apt,
                "Dir::Etc::sourcelist=" + apt.resolve("sources.list"),
                "Dir::Etc::sourceparts=/nonexistent",
                "Dir::Etc::preferencesparts=/nonexistent",
                "Acquire::Check-Valid-Until=false",
                "Acquire::Languages=none",
                "APT::Sandbox::User=root")) {
            words.addAll(List.of("-o", setting));
        }
        words.addAll(List.of(action));
        run(apt, words);
    }

    private static void run(Path directory, List<String> words) throws IOException {
        try {
            Process process = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("The manifests cannot be rendered: install kubectl or kustomize. "
                        + String.join(" ", words) + " says: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
