package io.sluice.load.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.letter.ReasonClass;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.RecordJson;
import io.sluice.core.wire.Topics;
import io.sluice.load.flood.LetterAdmission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the dead letters of rows that a load cannot carry over: the row as JSON under the key {@code load:TABLE:ROW}, with
 * reason, origin and the row's key as headers. A row has no record on a raw topic, so that the table's raw topic alone names
 * its origin.
 */
public final class LoadLetters {

    private static final String STAGE = "load";

    /** A reason may quote a value. */
    private static final int REASON_CHARACTERS_MAX = 4_000;

    /** Of one value: enough to recognise the row by. */
    private static final int VALUE_CHARACTERS_MAX = 1_000;

    private final Topics topics;
    private final LetterAdmission admission;
    private final TableId table;
    private final List<String> columns;

    /**
     * Makes those of one table.
     *
     * @param admission how many there may be
     * @param columns of the table in MySQL
     */
    public LoadLetters(Topics topics, LetterAdmission admission, TableId table, List<String> columns) {
        this.topics = topics;
        this.admission = admission;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * The dead letter of a row.
     *
     * @param values in the order of the table's columns
     * @param key of the row on its output topic, if it has one that can be mapped
     * @param place which row of the load it is; the same whenever it is read again
     * @param position at which it was read
     * @throws io.sluice.load.flood.TableFloodException if the table has to stop instead
     */
    public ProducerRecord<byte[], byte[]> letter(
            Object[] values,
            Optional<byte[]> key,
            String place,
            SourcePosition position,
            ReasonClass kind,
            RuntimeException reason) {
        admission.admit(table, describe(reason));
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.REASON, describe(reason));
        add(headers, Headers.REASON_CLASS, kind.name());
        add(headers, Headers.STAGE, STAGE);
        add(headers, Headers.SOURCE_TOPIC, topics.raw(table));
        add(headers, Headers.POSITION, position.toString());
        key.ifPresent(known -> headers.add(Headers.ROW_KEY, known));
        byte[] origin = utf8("load:" + table + ":" + place);
        return new ProducerRecord<>(topics.deadLetters(), 0, origin, RecordJson.bytes(json(values)), headers);
    }

    private ObjectNode json(Object[] values) {
        ObjectNode row = RecordJson.object();
        for (int i = 0; i < values.length; i++) {
            row.put(columns.get(i), values[i] == null ? null : text(values[i]));
        }
        return row;
    }

    private static String text(Object value) {
        return cut(value instanceof ByteBuffer bytes ? hex(bytes) : value.toString(), VALUE_CHARACTERS_MAX);
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
