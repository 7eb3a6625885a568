package io.sluice.sink.change;

import java.nio.ByteBuffer;

/** Connect holds bytes in two classes. */
final class BytesLength {

    private BytesLength() {}

    /** @param value an array, a buffer or null */
    static int of(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof ByteBuffer buffer ? buffer.remaining() : 0;
    }
}
