package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL server on the class path, unpacked once into the cache. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory that has {@code bin/initdb} and {@code bin/postgres}. */
    static Path unpacked(Consumer<String> progress) {
        byte[] archive = archive();
        // The entry is named by its content, so a new version is a new entry and no version number is needed here.
        return ServerCache.ofThisUser().entry("postgres-" + digest(archive), draft -> {
            progress.accept("Unpacking the PostgreSQL server");
            unpack(archive, draft);
        });
    }

    private static byte[] archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/postgres-" + (mac ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64") + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(name)) {
            if (archive == null) {
                throw new SluiceException(
                        ExitCode.UNREACHABLE,
                        "There is no PostgreSQL server for this machine on the class path: add "
                                + "the artifact of io.zonky.test.postgres that has " + name + ".");
            }
            return archive.readAllBytes();
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot read " + name + " from the class path: build Sluice again.", e);
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path directory) {
        try {
            Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = new XZInputStream(new java.io.ByteArrayInputStream(archive));
                    var out = tar.getOutputStream()) {
                in.transferTo(out);
            }
            if (tar.waitFor() != 0) {
                throw new SluiceException(
                        ExitCode.UNREACHABLE,
                        "tar could not unpack PostgreSQL into " + directory
                                + ": make room there or set SLUICE_CACHE to another directory.");
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE,
                    "Cannot unpack PostgreSQL into " + directory + ": " + e.getMessage() + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException(ExitCode.UNREACHABLE, "Interrupted while unpacking PostgreSQL.", e);
        }
    }
}
