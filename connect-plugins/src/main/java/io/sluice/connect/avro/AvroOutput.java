package io.sluice.connect.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One record being written: magic byte, schema id, Avro binary. Used again for the next record; not thread-safe. */
final class AvroOutput {

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 5;

    private static final int VARINT_BYTES_MAX = 10;
    private static final int FIRST_CAPACITY_BYTES = 1 << 10;

    /** A larger buffer is given back after the record that needed it. */
    private static final int KEPT_CAPACITY_BYTES_MAX = 1 << 20;

    private byte[] buffer = new byte[FIRST_CAPACITY_BYTES];
    private int length;

    /** Forgets what was written and begins a record of this schema. */
    void begin(int schemaId) {
        buffer[0] = MAGIC;
        buffer[1] = (byte) (schemaId >>> 24);
        buffer[2] = (byte) (schemaId >>> 16);
        buffer[3] = (byte) (schemaId >>> 8);
        buffer[4] = (byte) schemaId;
        length = PREFIX_BYTES;
    }

    byte[] toByteArray() {
        byte[] record = Arrays.copyOf(buffer, length);
        if (buffer.length > KEPT_CAPACITY_BYTES_MAX) {
            buffer = new byte[FIRST_CAPACITY_BYTES];
        }
        return record;
    }

    void writeBoolean(boolean value) {
        reserve(1);
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    void writeInt(int value) {
        reserve(VARINT_BYTES_MAX);
        int rest = (value << 1) ^ (value >> 31);
        while ((rest & ~0x7F) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    void writeLong(long value) {
        reserve(VARINT_BYTES_MAX);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    void writeFloat(float value) {
        writeLittleEndian(Float.floatToRawIntBits(value), Float.BYTES);
    }

    void writeDouble(double value) {
        writeLittleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] value) {
        writeInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    void writeBytes(ByteBuffer value) {
        int count = value.remaining();
        writeInt(count);
        reserve(count);
        value.duplicate().get(buffer, length, count);
        length += count;
    }

    private void writeLittleEndian(long bits, int bytes) {
        reserve(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[length++] = (byte) (bits >>> (8 * i));
        }
    }

    private void reserve(int bytes) {
        int needed = Math.addExact(length, bytes);
        if (needed > buffer.length) {
            int doubled = buffer.length <= Integer.MAX_VALUE / 2 ? buffer.length * 2 : Integer.MAX_VALUE - 8;
            buffer = Arrays.copyOf(buffer, Math.max(doubled, needed));
        }
    }
}
