package io.sluice.e2e.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the network is like just now, for all connections through one proxy. Thread-safe. */
final class Weather {

    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private volatile long delayNanos;
    private boolean frozen;

    void delay(Duration eachWay) {
        delayNanos = eachWay.toNanos();
    }

    long delayNanos() {
        return delayNanos;
    }

    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    void add(Trap trap) {
        traps.add(trap);
    }

    /** Returns when the chunk may go on. */
    void pass(Chunks.Chunk chunk) throws InterruptedException {
        if (chunk.message() != null) {
            for (Trap trap : traps) {
                trap.pass(chunk.message());
            }
        }
        awaitThaw();
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }
}
