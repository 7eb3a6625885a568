package io.sluice.cli.command;

import java.util.concurrent.CountDownLatch;

/** Turns Ctrl-C and SIGTERM into an orderly stop. */
final class Interrupts {

    /** The work that a signal stops. */
    interface Work {
        void run() throws Exception;
    }

    private Interrupts() {}

    /**
     * Does the work. If a signal arrives meanwhile, {@code stop} is called and the process waits until the work has
     * returned, so that everything that the work started is stopped before the process ends.
     */
    static void on(Runnable stop, Work work) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.run();
                    awaitQuietly(done);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            done.countDown();
            removeQuietly(hook);
        }
    }

    private static void awaitQuietly(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeQuietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is shutting down already, and the hook is running.
        }
    }
}
