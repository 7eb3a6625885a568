package io.sluice.e2e.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts what comes from one side of a connection into the pieces that are forwarded one after the other. */
@FunctionalInterface
interface Chunks {

    /**
     * Bytes, unchanged.
     *
     * @param message what the bytes are, where somebody understands them; otherwise null
     */
    record Chunk(byte[] bytes, Message message) {}

    /** The next piece, or null at the end. */
    Chunk next() throws IOException, InterruptedException;

    /** Pieces as they come, understood by nobody. */
    static Chunks raw(InputStream in) {
        byte[] buffer = new byte[64 * 1024];
        return () -> {
            int length = in.read(buffer);
            return length < 0 ? null : new Chunk(Arrays.copyOf(buffer, length), null);
        };
    }
}
