package io.sluice.standalone;

/** The pause between two checks of another process's state. */
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
