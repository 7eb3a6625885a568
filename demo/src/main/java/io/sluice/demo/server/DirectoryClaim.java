package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to run a server in a directory. It ends with the JVM, so a killed run leaves no claim behind. */
record DirectoryClaim(FileChannel file) implements AutoCloseable {
    /** @throws SluiceException if this or another process holds the claim */
    static DirectoryClaim on(Path directory) {
        Directories.create(directory);
        FileChannel file = null;
        try {
            file = FileChannel.open(
                    directory.resolve("claim.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() != null) {
                return new DirectoryClaim(file);
            }
            file.close();
        } catch (OverlappingFileLockException e) {
            closeQuietly(file);
        } catch (IOException e) {
            throw new SluiceException(ExitCode.UNREACHABLE, "Cannot write to " + directory + ": make it writable.", e);
        }
        throw new SluiceException(
                ExitCode.UNREACHABLE,
                directory + " is in use by another run: stop that one or name another directory.");
    }

    private static void closeQuietly(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            // The channel was not written to, so nothing is lost.
        }
    }

    @Override
    public void close() {
        closeQuietly(file);
    }
}
