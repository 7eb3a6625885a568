package io.sluice.e2e.faults;

import io.sluice.core.model.Operation;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What becomes one record.
 *
 * @param key null for a table without a key
 * @param value null for a delete
 */
record Event(int partition, Operation operation, Fate fate, Struct key, Struct value) {

    /** What the sink is to do with it. */
    enum Fate {
        APPLIED,
        /** It cannot be applied, ever. */
        DEAD_LETTER
    }

    Schema keySchema() {
        return key == null ? null : key.schema();
    }

    Schema valueSchema() {
        return value == null ? null : value.schema();
    }
}
