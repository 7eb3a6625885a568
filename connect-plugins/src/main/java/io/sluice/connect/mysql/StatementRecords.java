package io.sluice.connect.mysql;

import io.debezium.pipeline.DataChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What one statement did to several tables, as one record of Debezium's queue: a batch has all of it or nothing, and so has
 * the transaction in which Connect sends it, with the position behind the statement.
 */
final class StatementRecords extends SourceRecord {

    private final List<SourceRecord> records;

    private StatementRecords(SourceRecord first, List<SourceRecord> records) {
        super(
                first.sourcePartition(),
                first.sourceOffset(),
                first.topic(),
                first.kafkaPartition(),
                first.keySchema(),
                first.key(),
                first.valueSchema(),
                first.value());
        this.records = List.copyOf(records);
    }

    /**
     * The event of a statement.
     *
     * @param records at least one
     * @param offset from which a restart goes on behind all of them
     */
    static DataChangeEvent event(List<SourceRecord> records, Map<String, ?> offset) {
        List<SourceRecord> placed = new ArrayList<>();
        for (SourceRecord record : records) {
            placed.add(new SourceRecord(
                    record.sourcePartition(),
                    offset,
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    record.valueSchema(),
                    record.value()));
        }
        return new DataChangeEvent(new StatementRecords(placed.get(0), placed));
    }

    /** The records of a batch, one by one. */
    static List<SourceRecord> singly(List<SourceRecord> batch) {
        if (batch == null || batch.stream().noneMatch(StatementRecords.class::isInstance)) {
            return batch;
        }
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord record : batch) {
            if (record instanceof StatementRecords statement) {
                records.addAll(statement.records);
            } else {
                records.add(record);
            }
        }
        return records;
    }
}
