package io.sluice.transformer.row;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a row change on its output topic. */
final class RowHeaders {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private RowHeaders() {}

    static org.apache.kafka.common.header.Headers of(Operation operation, ChangeEvent.Origin origin) {
        return new RecordHeaders()
                .add(Headers.OPERATION, utf8(operation.code()))
                .add(Headers.POSITION, utf8(origin.position().toString()))
                .add(Headers.TRANSACTION, utf8(origin.position().transaction()))
                .add(Headers.COMMIT_TIME, utf8(Long.toString(micros(origin.commitTime()))));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
