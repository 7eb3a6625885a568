package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages of Debian or Ubuntu that are unpacked into a directory. This needs no root and changes nothing on the
 * system. apt resolves and downloads the packages and checks their signatures.
 *
 * @param archive the archive that has them
 * @param dependencies which of their dependencies are unpacked too
 * @param alternatives lists of names; the first list that the archive has all of is taken
 */
public record AptPackages(AptArchive archive, Dependencies dependencies, List<List<String>> alternatives) {

    /** Which of their dependencies are unpacked with the packages. */
    public enum Dependencies {
        /** All, including the C library: for programs that are built for another release than this machine's. */
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
     * The directory into which they are unpacked, below this user's cache; the first call for a name downloads them.
     *
     * @throws SluiceException if they cannot be downloaded or unpacked
     */
    public Path cached(String name) {
        return ServerCache.ofThisUser().entry(ServerCache.forThisProcessor(name), root -> {
            download(root);
            unpack(root);
        });
    }

    /**
     * The directories of the libraries in an unpacked root, for {@code LD_LIBRARY_PATH}: programs in it do not find them
     * where the system looks for them.
     */
    public static String libraryPath(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().matches("lib.*\\.so\\..*"))
                    .map(library -> library.getParent().toString())
                    .distinct()
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw failed(root, e);
        }
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

    /** Unpacks the downloaded packages and deletes them. */
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
            // A copy, since apt creates a lock file in the same directory.
            case MISSING -> Files.copy(INSTALLED, status);
        }
    }

    private void downloadFirst(Path apt) {
        SluiceException first = null;
        for (List<String> names : alternatives) {
            try {
                List<String> install =
                        // Packages that are installed on this machine have to be unpacked too.
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
                "false", // outdated mirrors are fine: signatures are still checked
                "Acquire::Languages",
                "none",
                "APT::Sandbox::User",
                "root"); // only this user may read the download directory
        settings.forEach((key, value) -> words.addAll(List.of("-o", key + "=" + value)));
        words.addAll(action);
        new Command(words).output();
    }

    private static SluiceException failed(Path root, IOException e) {
        return new SluiceException(
                ExitCode.UNREACHABLE, "Cannot unpack packages into " + root + ": " + e.getMessage() + ".", e);
    }
}
