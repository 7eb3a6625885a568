package io.sluice.core.wire;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BiConsumer;

/** The headers of a row change on its output topic. */
public final class RowHeaders {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private RowHeaders() {}

    /**
     * What was read from a table has no transaction and no time of a commit, only a position.
     *
     * @param headers takes each by its name
     */
    public static void write(Operation operation, ChangeEvent.Origin origin, BiConsumer<String, byte[]> headers) {
        headers.accept(Headers.OPERATION, utf8(operation.code()));
        headers.accept(Headers.POSITION, utf8(origin.position().toString()));
        switch (operation) {
            case READ, RELOAD, SNAPSHOT -> {}
            case INSERT, UPDATE, DELETE, TRUNCATE, SCHEMA -> {
                headers.accept(Headers.TRANSACTION, utf8(origin.position().transaction()));
                headers.accept(Headers.COMMIT_TIME, utf8(Long.toString(micros(origin.commitTime()))));
            }
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
