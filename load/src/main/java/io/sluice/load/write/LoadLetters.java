package io.sluice.load.write;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.Topics;
import io.sluice.load.flood.LoadFloods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the dead letters of rows that a load cannot carry over: the row as text under the key {@code load:TABLE:ROW}, with
 * reason and origin as headers. A row has no record on a raw topic, so that the table's raw topic alone names its origin.
 */
public final class LoadLetters {

    private static final String STAGE = "load";

    /** A reason may quote a value. */
    private static final int REASON_CHARACTERS_MAX = 4_000;

    /** Of one value: enough to recognise the row by. */
    private static final int VALUE_CHARACTERS_MAX = 1_000;

    private final Topics topics;
    private final LoadFloods floods;
    private final TableId table;
    private final List<String> columns;

    /**
     * Makes those of one table.
     *
     * @param floods how many there may be
     * @param columns of the table in MySQL
     */
    public LoadLetters(Topics topics, LoadFloods floods, TableId table, List<String> columns) {
        this.topics = topics;
        this.floods = floods;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * The dead letter of a row.
     *
     * @param values in the order of the table's columns
     * @param place which row of the load it is; the same whenever it is read again
     * @param position at which it was read
     * @throws io.sluice.load.flood.TableFloodException if the table has to stop instead
     */
    public ProducerRecord<byte[], byte[]> letter(
            Object[] values, String place, SourcePosition position, RuntimeException reason) {
        floods.admit(table, describe(reason));
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.REASON, describe(reason));
        add(headers, Headers.STAGE, STAGE);
        add(headers, Headers.SOURCE_TOPIC, topics.raw(table));
        add(headers, Headers.POSITION, position.toString());
        byte[] key = utf8("load:" + table + ":" + place);
        return new ProducerRecord<>(topics.deadLetters(), 0, key, utf8(text(values)), headers);
    }

    private String text(Object[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(columns.get(i)).append('=').append(text(values[i])).append('\n');
        }
        return text.toString();
    }

    private static String text(Object value) {
        return cut(value instanceof ByteBuffer bytes ? hex(bytes) : String.valueOf(value), VALUE_CHARACTERS_MAX);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] first = new byte[Math.min(bytes.remaining(), VALUE_CHARACTERS_MAX)];
        bytes.duplicate().get(first);
        return HexFormat.of().formatHex(first);
    }

    private static String describe(RuntimeException reason) {
        return cut(
                reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage(),
                REASON_CHARACTERS_MAX);
    }

    private static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax) + "…";
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
