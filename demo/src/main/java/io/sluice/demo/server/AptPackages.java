package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packages of Debian or Ubuntu that are unpacked into a directory: no root, and nothing on the system changes. apt does
 * the resolving, the downloading and the checking of signatures.
 *
 * @param archive where they come from
 * @param dependencies what comes with them
 * @param alternatives lists of names; the first list that the archive has all of is taken
 */
public record AptPackages(AptArchive archive, Dependencies dependencies, List<List<String>> alternatives) {

    /** Which of the packages that they depend on are unpacked beside them. */
    public enum Dependencies {
        /** Every one, the C library included: for programs that are built for another release than this machine's. */
        ALL,
        /** Those that this machine lacks: for programs that run with its own libraries. */
        MISSING
    }

    private static final Path INSTALLED = Path.of("/var/lib/dpkg/status");

    public AptPackages {
        alternatives = alternatives.stream().map(List::copyOf).toList();
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("no package is named");
        }
    }

    /** Whether this machine has apt. */
    public static boolean areAvailable() {
        return AptArchive.isReachable();
    }

    /**
     * The directory that they are unpacked in, below this user's cache; the first call for a name downloads them.
     *
     * @throws SluiceException if they cannot be had
     */
    public Path cached(String name) {
        return ServerCache.ofThisUser().entry(ServerCache.forThisProcessor(name), root -> {
            download(root);
            unpack(root);
        });
    }

    /**
     * A program: the one on the PATH, else the one in these packages.
     *
     * @throws SluiceException if the packages cannot be had
     */
    public Path program(String name) {
        return Command.onPath(name)
                .orElseGet(() -> cached(name).resolve("usr/bin").resolve(name));
    }

    /** Downloads them into a directory of the root. */
    void download(Path root) {
        Path apt = apt(root);
        try {
            Files.createDirectories(apt.resolve("lists/partial"));
            Files.createDirectories(apt.resolve("cache/archives/partial"));
            writeInstalled(apt.resolve("status"));
            Files.write(apt.resolve("sources.list"), archive.sourceLines());
        } catch (IOException e) {
            throw failed(root, e);
        }
        get(apt, List.of("update"));
        downloadFirst(apt);
    }

    /** Unpacks what has been downloaded, which is gone afterwards. */
    void unpack(Path root) {
        try (Stream<Path> archives = Files.list(apt(root).resolve("cache/archives"))) {
            archives.filter(file -> file.toString().endsWith(".deb"))
                    .forEach(file -> Command.of("dpkg", "-x", file, root).output());
        } catch (IOException e) {
            throw failed(root, e);
        }
        Directories.delete(apt(root));
    }

    private static Path apt(Path root) {
        return root.resolve("apt");
    }

    private void writeInstalled(Path status) throws IOException {
        switch (dependencies) {
            case ALL -> Files.createFile(status);
            // A copy: apt wants to lock what lies beside it.
            case MISSING -> Files.copy(INSTALLED, status);
        }
    }

    private void downloadFirst(Path apt) {
        SluiceException first = null;
        for (List<String> names : alternatives) {
            try {
                List<String> install =
                        // Also what is installed here is to be unpacked there.
                        List.of("install", "--reinstall", "--download-only", "--no-install-recommends", "--yes");
                get(apt, Stream.concat(install.stream(), names.stream()).toList());
                return;
            } catch (SluiceException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private static void get(Path apt, List<String> action) {
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
        words.addAll(action);
        new Command(words).output();
    }

    private static SluiceException failed(Path root, IOException e) {
        return new SluiceException(
                ExitCode.UNREACHABLE, "Cannot unpack packages into " + root + ": " + e.getMessage() + ".", e);
    }
}
