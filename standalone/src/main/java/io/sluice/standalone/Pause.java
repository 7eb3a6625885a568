package io.sluice.standalone;

/** Sleeps between two looks at something that another process is doing. */
final class Pause {

    private Pause() {}

    /** @throws StandaloneException if the thread is interrupted, with its interrupt flag set again */
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Starting was interrupted; start again.", e);
        }
    }
}
