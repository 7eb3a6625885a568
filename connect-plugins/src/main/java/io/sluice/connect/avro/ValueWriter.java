package io.sluice.connect.avro;

/** Writes the values of one Connect schema. Stateless. */
@FunctionalInterface
interface ValueWriter {

    /** @param value of the schema's Java type; null only where the schema says what null means */
    void write(Object value, AvroOutput out);
}
