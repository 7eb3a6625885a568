package io.sluice.transformer.decode;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import java.time.Instant;
import java.util.Optional;

/** The fields of one envelope, set one by one in the order of the schema. */
final class Envelope {

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    Object[] before;
    Object[] after;
    String operation;
    Long envelopeMillis;
    String database;
    String table;
    String gtid;
    String file;
    Long position;
    Integer row;
    Long commitMillis;
    Long commitMicros;

    void clear() {
        before = null;
        after = null;
        operation = null;
        envelopeMillis = null;
        database = null;
        table = null;
        gtid = null;
        file = null;
        position = null;
        row = null;
        commitMillis = null;
        commitMicros = null;
    }

    ChangeEvent.Origin origin() {
        SourcePosition place = new SourcePosition(
                Optional.ofNullable(gtid),
                DebeziumDecoder.required(file, "source.file"),
                DebeziumDecoder.required(position, "source.pos"),
                row == null ? 0 : row);
        return new ChangeEvent.Origin(place, commitTime());
    }

    /** MySQL's own commit time in microseconds, if the source has it. */
    private Instant commitTime() {
        long micros = commitMicros != null ? commitMicros : commitMillis() * MICROS_PER_MILLI;
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /** A version of MySQL that logs no commit time has at least the time at which Debezium read the change. */
    private long commitMillis() {
        Long millis = commitMillis != null ? commitMillis : envelopeMillis;
        return DebeziumDecoder.required(millis, "source.ts_ms");
    }
}
