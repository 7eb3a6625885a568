package io.sluice.sink.binary;

/** Writes the values of one column in the binary form of one PostgreSQL type. Immutable and thread-safe. */
@FunctionalInterface
public interface BinaryEncoder {

    /**
     * Appends a value, without its length.
     *
     * @param value never null
     * @throws org.apache.kafka.connect.errors.DataException if the type cannot hold it
     * @throws ClassCastException if it is of another class than the Connect schema promised
     */
    void encode(Object value, CopyBuffer out);
}
