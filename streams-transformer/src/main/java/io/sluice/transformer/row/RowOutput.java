package io.sluice.transformer.row;

import static io.sluice.core.wire.Headers.KEY_SCHEMA;

import io.sluice.core.model.Operation;
import io.sluice.core.model.RowChange;
import io.sluice.core.wire.RowEncoder;
import io.sluice.core.wire.RowHeaders;
import io.sluice.core.wire.RowSchemas;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputRecord.Address;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/** Encodes one table's row changes and addresses them. Not thread-safe, as the encoder is not. */
final class RowOutput {

    private final String topic;
    private final int partitions;
    private final RowEncoder encoder;
    private final Optional<byte[]> keySchema;

    RowOutput(RowSchemas schemas, String topic, int partitions, RowEncoder encoder) {
        this.topic = topic;
        this.partitions = partitions;
        this.encoder = encoder;
        this.keySchema = schemas.key().map(schema -> schema.toString().getBytes(StandardCharsets.UTF_8));
    }

    int partitions() {
        return partitions;
    }

    /** @param inputPartition the partition of a record without a key, which cannot be chosen by the key */
    OutputRecord record(RowChange change, int inputPartition) {
        Operation operation = change.operation();
        Object[] row = change.values();
        byte[] key = encoder.key(row);
        Address address = new Address(topic, partition(key, inputPartition), key);
        RecordHeaders headers = new RecordHeaders();
        RowHeaders.write(operation, change.origin(), headers::add);
        return switch (operation) {
            case READ, RELOAD, INSERT, UPDATE -> new OutputRecord(address, encoder.value(row), headers);
            case DELETE ->
                keySchema
                        .map(schema -> tombstone(address, headers, schema))
                        .orElseGet(() -> new OutputRecord(address, encoder.value(row), headers));
            case TRUNCATE, SNAPSHOT, SCHEMA ->
                throw new IllegalArgumentException("a " + operation.code() + " has no row");
        };
    }

    private static OutputRecord tombstone(Address address, Headers headers, byte[] keySchema) {
        return new OutputRecord(address, null, headers.add(KEY_SCHEMA, keySchema));
    }

    /** As Kafka's producers choose it, so that a key stays in its partition. */
    private int partition(byte[] key, int inputPartition) {
        if (partitions == 1) {
            return 0;
        }
        return key == null ? inputPartition : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
