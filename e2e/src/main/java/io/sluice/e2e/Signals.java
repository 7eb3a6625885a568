package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java does not send by itself. */
public final class Signals {

    private Signals() {}

    /** @param name as {@code kill} knows it, such as STOP or CONT */
    public static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
