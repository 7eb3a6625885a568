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

    private static final int FIRST_CAPACITY_BYTES = 1 << 10;

    /** A larger buffer is given back after the record that needed it: each table has a buffer of its own. */
    private static final int KEPT_CAPACITY_BYTES_MAX = 1 << 20;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_CAPACITY_BYTES);
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

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
        byte[] record = bytes.toByteArray();
        if (record.length > KEPT_CAPACITY_BYTES_MAX) {
            bytes = new ByteArrayOutputStream(FIRST_CAPACITY_BYTES);
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        }
        return record;
    }

    private void flush() {
        try {
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
