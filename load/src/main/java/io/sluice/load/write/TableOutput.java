package io.sluice.load.write;

import static io.sluice.core.wire.Headers.KEY_SCHEMA;

import io.sluice.core.ddl.TargetChange;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.sequence.HighWaterMark;
import io.sluice.core.sequence.KeyColumn;
import io.sluice.core.wire.KeyEncoder;
import io.sluice.core.wire.RowEncoder;
import io.sluice.core.wire.RowHeaders;
import io.sluice.core.wire.RowSchemas;
import io.sluice.core.wire.SchemaChangeEncoder;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.Topics;
import io.sluice.core.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the records of one table's output topic, as the transformer does, and the marks of the key's integer columns. Not
 * thread-safe.
 */
public final class TableOutput {

    /** Below every mark. */
    private static final long NONE = -1;

    private final TargetTable table;
    private final TableMapping mapping;
    private final String topic;
    private final SchemaRegistry registry;
    private final RowEncoder encoder;
    private final byte[] emptying;

    /** Empty for a table without a key, whose rows are not removed one by one. */
    private final byte[] keySchema;

    private final int[] marked;
    private final long[] highest;

    /** Registers the table's schemas. */
    public TableOutput(Topics topics, TableMapping mapping, SchemaRegistry registry) {
        this.table = mapping.target();
        this.mapping = mapping;
        this.registry = registry;
        this.topic = topics.output(table.id());
        RowSchemas schemas = RowSchemas.of(table);
        String subject = topic + "-value";
        this.encoder = new RowEncoder(table, registry.register(subject, schemas.value()));
        this.keySchema = schemas.key()
                .map(schema -> schema.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        this.emptying = WireFormat.header(registry.register(subject, schemas.truncate()));
        this.marked = Arrays.stream(table.keyIndexes())
                .filter(index ->
                        table.columns().get(index).type().largestInteger().isPresent())
                .toArray();
        this.highest = new long[table.columns().size()];
        Arrays.fill(highest, NONE);
    }

    /** The headers of all records of one operation at one moment; they may be shared by them. */
    public static Headers headers(Operation operation, ChangeEvent.Origin origin) {
        RecordHeaders headers = new RecordHeaders();
        RowHeaders.write(operation, origin, headers::add);
        return headers;
    }

    /** The record that empties the table in PostgreSQL before its first row. */
    public ProducerRecord<byte[], byte[]> emptying(ChangeEvent.Origin origin) {
        return record(KeyEncoder.ofNoRow(), emptying, headers(Operation.SNAPSHOT, origin));
    }

    /** The record that makes the table another one in PostgreSQL. */
    public ProducerRecord<byte[], byte[]> changing(TargetChange change, ChangeEvent.Origin origin) {
        int schema = registry.register(topic + "-value", SchemaChangeEncoder.schema(table.id()));
        byte[] key = SchemaChangeEncoder.key(origin.position());
        return record(key, SchemaChangeEncoder.value(schema, change), headers(Operation.SCHEMA, origin));
    }

    /**
     * The record of a row.
     *
     * @param source values in the order of the source table's columns
     * @param headers of an {@link Operation#READ} or {@link Operation#RELOAD}
     * @throws io.sluice.core.type.UnmappableValueException if a value cannot be held by the target
     */
    public ProducerRecord<byte[], byte[]> row(Object[] source, Headers headers) {
        Object[] row = mapping.map(source);
        ProducerRecord<byte[], byte[]> record = record(encoder.key(row), encoder.value(row), headers);
        mark(row);
        return record;
    }

    /**
     * The record that removes a row.
     *
     * @param key as {@link #key} has it
     */
    public ProducerRecord<byte[], byte[]> removal(byte[] key, ChangeEvent.Origin origin) {
        Headers headers = headers(Operation.DELETE, origin).add(KEY_SCHEMA, keySchema);
        return record(key, null, headers);
    }

    /** The key of a row on the topic, from its values in the order of the source table's columns. */
    public byte[] key(Object[] source) {
        return encoder.key(mapping.mapKey(source));
    }

    /** The same from its values in the order of the target table's columns. */
    public byte[] targetKey(Object[] row) {
        return encoder.key(row);
    }

    private ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value, Headers headers) {
        return new ProducerRecord<>(topic, 0, key, value, headers);
    }

    private void mark(Object[] row) {
        for (int index : marked) {
            if (row[index] instanceof Number value && value.longValue() > highest[index]) {
                highest[index] = value.longValue();
            }
        }
    }

    /** The highest values of the key's integer columns since the last call. */
    public Map<KeyColumn, HighWaterMark> takeMarks() {
        Map<KeyColumn, HighWaterMark> marks = new HashMap<>();
        for (int index : marked) {
            TargetColumn column = table.columns().get(index);
            if (highest[index] > NONE) {
                long limit = column.type().largestInteger().orElseThrow();
                marks.put(new KeyColumn(table.id(), column.name()), new HighWaterMark(highest[index], limit));
            }
        }
        Arrays.fill(highest, NONE);
        return marks;
    }
}
