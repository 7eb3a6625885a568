package io.sluice.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The main class of the registry's process. It makes the process end as soon as its parent is gone, waits until a
 * predecessor has released the database, and then runs the registry.
 *
 * <p>Uses the JDK only, since nothing else of Sluice is on that process's class path.
 */
final class RegistryMain {

    private RegistryMain() {}

    /** Arguments: a file to lock, and the registry's main class. */
    public static void main(String[] args) throws Exception {
        watch(System.in);
        // Never closed, so that the file stays locked until the process ends.
        FileChannel lock = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.lock().isValid()) {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    /**
     * Only the parent has the other end of the pipe open: the pipe is closed when the parent ends, even if it is
     * killed.
     */
    private static void watch(InputStream parent) {
        Thread thread = new Thread(
                () -> {
                    try {
                        parent.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // Treated as the end of the pipe.
                    }
                    // Halting is safe for the database, and the next run need not wait.
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
