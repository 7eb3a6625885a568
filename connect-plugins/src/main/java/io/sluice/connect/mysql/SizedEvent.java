package io.sluice.connect.mysql;

import io.debezium.pipeline.DataChangeEvent;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record on its way through Debezium's queue that knows its size. Debezium would copy each text and each byte string to
 * find it out, at a time when there may be memory for one of them only.
 */
final class SizedEvent extends DataChangeEvent {

    private final long bytes;

    /** @param bytes about what its values take in memory */
    SizedEvent(SourceRecord record, long bytes) {
        super(record);
        this.bytes = bytes;
    }

    @Override
    public long objectSize() {
        return bytes;
    }
}
