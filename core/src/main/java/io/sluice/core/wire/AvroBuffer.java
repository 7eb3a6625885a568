package io.sluice.core.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A reused buffer in which one record after the other is encoded. Not thread-safe. */
final class AvroBuffer {

    /** Writes the fields of one record. */
    @FunctionalInterface
    interface Body {
        void write(BinaryEncoder out) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    /** The record: the header, then what the body writes. A body that fails leaves nothing behind. */
    byte[] record(byte[] header, Body body) {
        bytes.reset();
        bytes.writeBytes(header);
        try {
            body.write(encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            flush();
        }
        return bytes.toByteArray();
    }

    private void flush() {
        try {
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
