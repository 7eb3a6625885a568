package io.sluice.sink.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.wire.Headers;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What the headers of a record say.
 *
 * @param commitMicros since the epoch, or {@link Change#UNKNOWN_TIME}
 */
record RecordHeaders(RecordOperation operation, long commitMicros) {

    /** @throws DataException if a header of Sluice's has a value that Sluice does not write */
    static RecordHeaders of(SinkRecord record) {
        RecordOperation operation = RecordOperation.UNMARKED;
        long commitMicros = Change.UNKNOWN_TIME;
        for (Header header : record.headers()) {
            String key = header.key();
            if (key.equals(Headers.OPERATION)) {
                operation = RecordOperation.of(text(header));
            } else if (key.equals(Headers.COMMIT_TIME)) {
                commitMicros = number(header);
            }
        }
        return new RecordHeaders(operation, commitMicros);
    }

    /** Whether the record says that it is one of a sequence. */
    static boolean isOfSequence(SinkRecord record) {
        Header header = record.headers().lastWithName(Headers.OPERATION);
        return header != null && text(header).equals(Headers.SEQUENCE);
    }

    /** Where in the source the change was made; empty if the record does not say so in Sluice's format. */
    static Optional<SourcePosition> position(SinkRecord record) {
        Header header = record.headers().lastWithName(Headers.POSITION);
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SourcePosition.parse(text(header)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The worker's header converter decides on the class: text, bytes, or a guess at a number. */
    private static String text(Header header) {
        Object value = header.value();
        return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value);
    }

    private static long number(Header header) {
        if (header.value() instanceof Number number) {
            return number.longValue();
        }
        try {
            return Long.parseLong(text(header));
        } catch (NumberFormatException e) {
            throw new DataException("the header " + header.key() + " is no number: '" + text(header) + "'", e);
        }
    }
}
