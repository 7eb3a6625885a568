package io.sluice.sink.binary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The rows of a binary COPY, as far as they have not been sent. Grows to the largest row. Not thread-safe.
 *
 * <p>The format is that of PostgreSQL's documentation of COPY, "Binary Format": a signature, and for each row the
 * number of its fields, and each with its length before it.
 */
public final class CopyBuffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION_BYTES = 0;
    private static final short END = -1;
    private static final int NULL_LENGTH = -1;

    private byte[] bytes;
    private int length;

    /** @param initialBytes what it can hold before it grows */
    public CopyBuffer(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    /** What the rows start with. */
    public void begin() {
        putBytes(SIGNATURE);
        putInt(NO_FLAGS);
        putInt(NO_EXTENSION_BYTES);
    }

    /** What the rows end with. */
    public void end() {
        putShort(END);
    }

    /** Begins a row of so many fields. */
    public void beginRow(int fields) {
        putShort((short) fields);
    }

    /** Appends a field with its length; a null value is SQL's NULL. */
    public void field(BinaryEncoder encoder, Object value) {
        if (value == null) {
            putInt(NULL_LENGTH);
            return;
        }
        int start = length;
        putInt(0);
        encoder.encode(value, this);
        INT.set(bytes, start, length - start - Integer.BYTES);
    }

    /** Appends a field that is an integer. */
    public void field(int value) {
        putInt(Integer.BYTES);
        putInt(value);
    }

    void putByte(int value) {
        room(Byte.BYTES);
        bytes[length++] = (byte) value;
    }

    void putShort(short value) {
        room(Short.BYTES);
        SHORT.set(bytes, length, value);
        length += Short.BYTES;
    }

    void putInt(int value) {
        room(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    void putLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    void putBytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void putBytes(ByteBuffer value) {
        int count = value.remaining();
        room(count);
        value.duplicate().get(bytes, length, count);
        length += count;
    }

    void putText(String value) {
        putBytes(value.getBytes(UTF_8));
    }

    /** The bytes gathered, of which {@link #length} count. Valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
