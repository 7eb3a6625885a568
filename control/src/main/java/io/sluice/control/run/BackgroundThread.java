package io.sluice.control.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A thread for work in the background. {@link #close} interrupts the work and waits for its end; it must be called
 * before the resources that the work uses are closed.
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
