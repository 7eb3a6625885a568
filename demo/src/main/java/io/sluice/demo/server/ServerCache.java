package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Unpacked servers, shared by all processes of this user: {@code $SLUICE_CACHE}, or {@code ~/.cache/sluice}. An entry
 * is complete or absent, and is made once, even if several processes ask for it at the same time.
 */
final class ServerCache {
    private final Path directory;

    ServerCache(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    static ServerCache ofThisUser() {
        String setting = System.getenv("SLUICE_CACHE");
        return new ServerCache(
                setting == null || setting.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache", "sluice")
                        : Path.of(setting));
    }

    /** The name of an entry that depends on the processor type, for home directories that several machines share. */
    static String forThisProcessor(String name) {
        return name + "-"
                + System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-') + "-"
                + System.getProperty("os.arch");
    }

    /** The entry's directory; if it is missing, {@code fill} fills an empty directory that then becomes the entry. */
    Path entry(String name, Consumer<Path> fill) {
        Path entry = directory.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        Directories.create(directory);
        // A file lock belongs to the whole JVM, so threads need a lock of their own.
        synchronized (ServerCache.class) {
            try (FileChannel file = FileChannel.open(
                            directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                if (lock.isValid() && !Files.isDirectory(entry)) {
                    make(entry, fill);
                }
            } catch (IOException e) {
                throw new SluiceException(
                        ExitCode.UNREACHABLE,
                        "Cannot write to " + directory + ": make it writable or set SLUICE_CACHE to another directory.",
                        e);
            }
        }
        return entry;
    }

    private static void make(Path entry, Consumer<Path> fill) throws IOException {
        Path draft = entry.resolveSibling(entry.getFileName() + ".draft");
        // Left by a process that was killed: no other can be at work, since this one holds the lock.
        Directories.delete(draft);
        Directories.create(draft);
        fill.accept(draft);
        Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
    }
}
