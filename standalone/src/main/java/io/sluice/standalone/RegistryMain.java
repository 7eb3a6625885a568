package io.sluice.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the registry's process runs before the registry: it ends the process as soon as the one that started it is gone,
 * and waits until a predecessor has let go of the database.
 *
 * <p>Uses the JDK only, since nothing else of Sluice is on that process's class path.
 */
final class RegistryMain {

    private RegistryMain() {}

    /** Arguments: a file to lock, and the registry's main class. */
    public static void main(String[] args) throws Exception {
        watch(System.in);
        // Not closed, and so locked, until the process ends.
        FileChannel lock = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.lock().isValid()) {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    /** The other end of the pipe is open in the parent alone: its end is the parent's, by whatever death. */
    private static void watch(InputStream parent) {
        Thread thread = new Thread(
                () -> {
                    try {
                        parent.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    // The database survives this, and the next run need not wait.
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }
}
