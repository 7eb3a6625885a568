package io.sluice.core.type;

/**
 * Turns one value, as Debezium encoded it in Avro, into the Java form that {@link PgType} prescribes. Stateless and
 * thread-safe; never sees null.
 */
@FunctionalInterface
public interface ValueConversion {

    /** @throws io.sluice.core.type.UnmappableValueException if the target type cannot hold the value */
    Object convert(Object value);
}
