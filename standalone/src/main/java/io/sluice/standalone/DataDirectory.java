package io.sluice.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory with all state of standalone mode, locked by one run at a time.
 *
 * <p>The operating system releases the lock when the process ends, even if it is killed.
 */
public final class DataDirectory implements AutoCloseable {

    /** How long a new run waits for the lock, so that it can be started right after a kill. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private static final long LOCK_PAUSE_MILLIS = 50;

    /**
     * The directories locked by this process. Closing any channel on a lock file releases the process's locks on it, so
     * a second attempt from the same process must be refused before it opens the file.
     */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if it is missing, and locks it until {@link #close}.
     *
     * @throws StandaloneException if another run holds it, or it cannot be written
     */
    public static DataDirectory open(Path directory) {
        try {
            Path root = Files.createDirectories(directory).toRealPath();
            if (!LOCKED_HERE.add(root)) {
                throw inUse(root, OptionalLong.of(ProcessHandle.current().pid()));
            }
            try {
                return lock(root);
            } catch (IOException | RuntimeException e) {
                LOCKED_HERE.remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new StandaloneException(
                    "The data directory " + directory + " cannot be used (" + e
                            + "); choose one that this user may write to.",
                    e);
        }
    }

    private static DataDirectory lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                lockPath(root), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!acquire(channel)) {
                throw inUse(root, pid(lockPath(root)));
            }
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        DataDirectory directory = new DataDirectory(root, channel);
        for (Path part : new Path[] {directory.broker(), directory.registry(), directory.streams(), directory.logs()}) {
            Files.createDirectories(part);
        }
        return directory;
    }

    private static boolean acquire(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null && System.nanoTime() < deadline) {
            Pause.millis(LOCK_PAUSE_MILLIS);
            lock = channel.tryLock();
        }
        return lock != null;
    }

    private static StandaloneException inUse(Path root, OptionalLong pid) {
        String holder = pid.isPresent() ? Long.toString(pid.getAsLong()) : "unknown";
        return new StandaloneException("The data directory " + root + " is in use by another run (pid " + holder
                + "); stop that run first or choose another directory.");
    }

    /** The process that holds the directory now; empty if none does. To be called from any process. */
    static OptionalLong holder(Path directory) {
        try {
            if (!Files.exists(lockPath(directory))) {
                return OptionalLong.empty();
            }
            if (LOCKED_HERE.contains(directory.toRealPath())) {
                return OptionalLong.of(ProcessHandle.current().pid());
            }
            return isLocked(lockPath(directory)) ? pid(lockPath(directory)) : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + directory + " cannot be read.", e);
        }
    }

    /** Tries a shared lock, so that two callers at the same time do not mistake each other for a run. */
    private static boolean isLocked(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    private static OptionalLong pid(Path lockFile) throws IOException {
        String text = Files.readString(lockFile);
        // The file is empty for a moment while the new holder writes it.
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static Path lockPath(Path root) {
        return root.resolve("lock");
    }

    public Path root() {
        return root;
    }

    /** The broker's logs and metadata. */
    public Path broker() {
        return root.resolve("broker");
    }

    /** The registry's database. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** The transformer's state stores. */
    public Path streams() {
        return root.resolve("streams");
    }

    /** The log files of all processes. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of this process: broker, Connect worker, transformer. */
    public Path log() {
        return logs().resolve("sluice.log");
    }

    /** Unlocks the directory; its content stays. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " could not be unlocked.", e);
        } finally {
            LOCKED_HERE.remove(root);
        }
    }
}
