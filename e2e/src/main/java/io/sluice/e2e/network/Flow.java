package io.sluice.e2e.network;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of one connection. A reader stamps every chunk with the time at which it is due, a writer waits for
 * that time: the delay adds latency and takes no throughput, since chunks wait beside each other.
 */
final class Flow {

    /** At 64 KB each, far more than any delay needs; a reader that is this far ahead waits. */
    private static final int CHUNKS_MAX = 1024;

    /** Follows the last chunk; no chunk is empty. */
    private static final byte[] END = {};

    private record Due(byte[] bytes, long nanos) {}

    private final Weather weather;
    private final Chunks in;
    private final OutputStream out;
    private final BlockingQueue<Due> waiting = new ArrayBlockingQueue<>(CHUNKS_MAX);

    Flow(Weather weather, Chunks in, OutputStream out) {
        this.weather = weather;
        this.in = in;
        this.out = new BufferedOutputStream(out, 64 * 1024);
    }

    /** Until the sender has no more to say. */
    void read() throws IOException, InterruptedException {
        for (Chunks.Chunk chunk = in.next(); chunk != null; chunk = in.next()) {
            weather.pass(chunk);
            waiting.put(new Due(chunk.bytes(), System.nanoTime() + weather.delayNanos()));
        }
        waiting.put(new Due(END, System.nanoTime() + weather.delayNanos()));
    }

    /** Until everything that was read has been written. */
    void write() throws IOException, InterruptedException {
        for (Due due = waiting.take(); due.bytes().length > 0; due = waiting.take()) {
            await(due.nanos());
            out.write(due.bytes());
            if (waiting.isEmpty() || waiting.peek().nanos() > System.nanoTime()) {
                out.flush();
            }
        }
        out.flush();
    }

    private static void await(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
