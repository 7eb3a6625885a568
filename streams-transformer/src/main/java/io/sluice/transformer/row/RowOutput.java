package io.sluice.transformer.row;

import io.sluice.core.model.Operation;
import io.sluice.core.model.RowChange;
import io.sluice.core.model.TargetTable;
import io.sluice.core.wire.RowEncoder;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputRecord.Address;

/** Encodes one table's row changes and addresses them. Not thread-safe, as the encoder is not. */
final class RowOutput {

    private final String topic;
    private final int partitions;
    private final RowEncoder encoder;
    private final boolean keyless;
    private final KeyHash hash;

    RowOutput(TargetTable table, String topic, int partitions, RowEncoder encoder) {
        this.topic = topic;
        this.partitions = partitions;
        this.encoder = encoder;
        this.keyless = table.keyless();
        this.hash = new KeyHash(table.keyIndexes());
    }

    int partitions() {
        return partitions;
    }

    /** @param inputPartition the partition of a record without a key, which cannot be chosen by the key */
    OutputRecord record(RowChange change, int inputPartition) {
        Operation operation = change.operation();
        Object[] row = change.values();
        Address address = new Address(topic, partition(row, inputPartition), encoder.key(row));
        byte[] value =
                switch (operation) {
                    case READ, INSERT, UPDATE -> encoder.value(row);
                    case DELETE -> keyless ? encoder.value(row) : null;
                    case TRUNCATE, SNAPSHOT ->
                        throw new IllegalArgumentException("a " + operation.code() + " has no row");
                };
        return new OutputRecord(address, value, RowHeaders.of(operation, change.origin()));
    }

    private int partition(Object[] row, int inputPartition) {
        if (partitions == 1) {
            return 0;
        }
        return keyless ? inputPartition : hash.partition(row, partitions);
    }
}
