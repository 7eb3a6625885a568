package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.pipeline.DataChangeEvent;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.RecordLimit;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class FittingEventsTest {

    private static final RecordLimit LIMIT = new RecordLimit(RecordLimit.BYTES_MIN);
    private static final int HALF = LIMIT.bytes() / 2;

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .field("doc", Schema.OPTIONAL_STRING_SCHEMA)
            .field("body", Schema.BYTES_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final FittingEvents events = new FittingEvents(LIMIT);

    private static Struct row(String doc, int bodyBytes) {
        return new Struct(ROW).put("id", 7).put("doc", doc).put("body", ByteBuffer.allocate(bodyBytes));
    }

    private static SourceRecord record(Struct key, Struct before, Struct after) {
        Struct value =
                new Struct(ENVELOPE).put("before", before).put("after", after).put("op", "u");
        return new SourceRecord(Map.of(), Map.of("pos", 4), "topic", 0, key == null ? null : KEY, key, ENVELOPE, value);
    }

    private static Struct key() {
        return new Struct(KEY).put("id", 7);
    }

    private static Struct part(DataChangeEvent event, String name) {
        return ((Struct) event.getRecord().value()).getStruct(name);
    }

    private static String header(DataChangeEvent event, String name) {
        Header header = event.getRecord().headers().lastWithName(name);
        return header == null ? "none" : header.value().toString();
    }

    @Test
    void whatFitsStaysAsItIsAndKnowsItsSize() {
        SourceRecord record = record(key(), row("a", 1_000), row("b", 2_000));

        DataChangeEvent event = events.of(record);

        assertThat(event.getRecord()).isSameAs(record);
        assertThat(event.objectSize()).isBetween(3_000L, 3_200L);
    }

    @Test
    void anImageBeforeTheChangeKeepsOnlySmallValuesWhereBothDoNotFit() {
        DataChangeEvent event = events.of(record(key(), row("x".repeat(HALF), 10_000), row("x".repeat(HALF), 10_000)));

        assertThat(part(event, "before").getInt32("id")).isEqualTo(7);
        assertThat(part(event, "before").get("doc")).isNull();
        assertThat(part(event, "before").getBytes("body")).isEmpty();
        assertThat(part(event, "after").getString("doc")).hasSize(HALF);
        assertThat(header(event, Headers.SHORTENED_BEFORE)).isEqualTo(Integer.toString(2 * (HALF + 10_000 + 3 * 16)));
        assertThat(event.getRecord().sourceOffset()).isEqualTo(Map.of("pos", 4));
    }

    @Test
    void aRowThatIsDeletedAlwaysFits() {
        DataChangeEvent event = events.of(record(key(), row("a", 3 * HALF), null));

        assertThat(part(event, "before").getString("doc")).isEqualTo("a");
        assertThat(part(event, "after")).isNull();
        assertThat(header(event, Headers.ORIGINAL_BYTES)).isEqualTo("none");
    }

    @Test
    void aRowThatDoesNotFitIsLeftOut() {
        DataChangeEvent event = events.of(record(key(), null, row("a", 2 * HALF)));

        assertThat(part(event, "before")).isNull();
        assertThat(part(event, "after")).isNull();
        assertThat(event.getRecord().key()).isEqualTo(key());
        assertThat(Long.parseLong(header(event, Headers.ORIGINAL_BYTES))).isBetween(2L * HALF, 2L * HALF + 100);
        assertThat(event.objectSize()).isLessThan(100);
    }

    @Test
    void withoutAKeyBothImagesAreNeeded() {
        DataChangeEvent event = events.of(record(null, row("a", HALF), row("a", HALF)));

        assertThat(part(event, "after")).isNull();
        assertThat(header(event, Headers.ORIGINAL_BYTES)).isNotEqualTo("none");
    }

    @Test
    void charactersCountByTheirBytes() {
        int fits = (LIMIT.valueBytes() - 100) / 3;

        assertThat(part(events.of(record(key(), null, row("€".repeat(fits), 0))), "after"))
                .isNotNull();
        assertThat(part(events.of(record(key(), null, row("€".repeat(fits + 100), 0))), "after"))
                .isNull();
        assertThat(part(events.of(record(key(), null, row("e".repeat(2 * fits), 0))), "after"))
                .isNotNull();
    }
}
