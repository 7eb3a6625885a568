package io.sluice.core.wire;

import java.nio.ByteBuffer;

/** How a record on a topic starts: a zero byte, then the id of its schema as a big-endian int; Avro binary follows. */
public final class WireFormat {

    /** Where the Avro binary starts. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /** @throws IllegalArgumentException if the record does not start as it should */
    public static int schemaId(byte[] record) {
        if (record.length < HEADER_BYTES || record[0] != MAGIC) {
            throw new IllegalArgumentException(
                    "the record does not start with a zero byte and a schema id, as Avro with a registry does");
        }
        return ByteBuffer.wrap(record).getInt(1);
    }

    /** The first bytes of every record with this schema; for a record without fields these are all its bytes. */
    public static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }
}
