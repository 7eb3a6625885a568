package io.sluice.control.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work beside the caller's own. Closed before whatever the work uses is closed, it interrupts the work and
 * waits for its end.
 */
final class BackgroundThread implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final ExecutorService executor;

    BackgroundThread(String name) {
        this.executor = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }

    Future<?> submit(Callable<?> work) {
        return executor.submit(work);
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
