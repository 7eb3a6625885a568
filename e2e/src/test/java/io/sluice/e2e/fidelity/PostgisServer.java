package io.sluice.e2e.fidelity;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.core.failure.SluiceException;
import io.sluice.demo.server.AptArchive;
import io.sluice.demo.server.AptPackages;
import io.sluice.demo.server.AptPackages.Dependencies;
import io.sluice.demo.server.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL and PostGIS from the packages of this machine's release, without root. */
final class PostgisServer {

    /** A release has one version of PostgreSQL. */
    private static final AptPackages PACKAGES = new AptPackages(
            AptArchive.RELEASE,
            Dependencies.MISSING,
            Stream.of(18, 17, 16, 15, 14)
                    .map(version -> "postgresql-" + version)
                    .map(name -> List.of(name, name + "-postgis-3", name + "-postgis-3-scripts"))
                    .toList());

    private PostgisServer() {}

    /** Starts it with its data below the directory; where its packages cannot be had, the tests are skipped. */
    static LocalPostgres start(Path directory) {
        Path root = packages();
        try {
            nameExtension(versioned(root.resolve("usr/share/postgresql")).resolve("extension"));
            for (String program : List.of("initdb", "postgres")) {
                writeLauncher(directory.resolve("bin").resolve(program), root, program);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LocalPostgres.start(directory.resolve("server"), directory, System.err::println);
    }

    private static Path packages() {
        assumeTrue(
                AptPackages.areAvailable(), "there is no PostGIS: only a machine with apt can unpack it without root");
        try {
            return PACKAGES.cached("postgis");
        } catch (SluiceException e) {
            return abort("there is no PostGIS: " + e.getMessage());
        }
    }

    /** What installing the package would do: it may be there for several versions of PostGIS. */
    private static void nameExtension(Path extensions) throws IOException {
        try {
            Files.createSymbolicLink(extensions.resolve("postgis.control"), Path.of("postgis-3.control"));
        } catch (FileAlreadyExistsException e) {
            // An earlier run has done it.
        }
    }

    /** The packages' libraries are not where the system looks for them. */
    private static void writeLauncher(Path launcher, Path root, String program) throws IOException {
        Files.createDirectories(launcher.getParent());
        Files.writeString(
                launcher,
                "#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s/bin/%s \"$@\"\n"
                        .formatted(
                                AptPackages.libraryPath(root), versioned(root.resolve("usr/lib/postgresql")), program));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The directory of the one version that there is. */
    private static Path versioned(Path directory) throws IOException {
        try (Stream<Path> versions = Files.list(directory)) {
            return versions.findFirst().orElseThrow();
        }
    }
}
