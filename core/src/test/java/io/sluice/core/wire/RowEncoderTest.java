package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.core.type.UnmappableValueException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class RowEncoderTest {

    private static final TargetTable TABLE = new TargetTable(
            new TableId("shop", "line items"),
            List.of(
                    new TargetColumn("order id", PgType.of(Base.BIGINT), false),
                    new TargetColumn("line", PgType.of(Base.SMALLINT), false),
                    new TargetColumn("price", PgType.of(Base.NUMERIC, 12, 2), true),
                    new TargetColumn("factor", PgType.of(Base.NUMERIC), true),
                    new TargetColumn("paid", PgType.of(Base.BOOLEAN), true),
                    new TargetColumn("weight", PgType.of(Base.REAL), true),
                    new TargetColumn("volume", PgType.of(Base.DOUBLE_PRECISION), true),
                    new TargetColumn("name", PgType.of(Base.VARCHAR, 20), true),
                    new TargetColumn(
                            "status",
                            new PgType.EnumType(new TableId("shop", "status"), List.of("new", "sent \"off\"")),
                            true),
                    new TargetColumn("tags", new PgType.ArrayOf(PgType.of(Base.TEXT)), true),
                    new TargetColumn("vector", new PgType.ArrayOf(PgType.of(Base.REAL)), true),
                    new TargetColumn("hash", PgType.of(Base.BYTEA), true),
                    new TargetColumn("day", PgType.of(Base.DATE), true),
                    new TargetColumn("at", PgType.of(Base.TIME, 6), true),
                    new TargetColumn("local", PgType.of(Base.TIMESTAMP, 6), true),
                    new TargetColumn("utc", PgType.of(Base.TIMESTAMPTZ, 3), true),
                    new TargetColumn("took", PgType.of(Base.INTERVAL), true),
                    new TargetColumn("doc", PgType.of(Base.JSONB), true)),
            List.of("line", "order id"));

    private static final Object[] ROW = {
        7L,
        2,
        new BigDecimal("-12.30"),
        "1.5",
        true,
        1.25f,
        2.5,
        "Gr\u00f6\u00dfe \ud83d\ude00",
        "new",
        List.of("a", "b"),
        List.of(1f, -2f),
        ByteBuffer.wrap(new byte[] {0, -1}),
        -1,
        86_399_999_999L,
        -1L,
        1_700_000_000_123_456L,
        "-01:02:03.5",
        "{}"
    };

    private final RowEncoder encoder = new RowEncoder(TABLE, 12);

    @Test
    void schemasAreTheContract() throws IOException {
        RowSchemas schemas = RowSchemas.of(TABLE);

        assertThat(pretty(schemas.key().orElseThrow())).isEqualTo(golden("key.avsc"));
        assertThat(pretty(schemas.value())).isEqualTo(golden("value.avsc"));
        assertThat(pretty(schemas.truncate())).isEqualTo(golden("truncate.avsc"));
    }

    @Test
    void plainAvroReadsWhatIsWritten() {
        Schema schema = RowSchemas.of(TABLE).value();

        GenericRecord read = read(encoder.value(ROW), schema);

        assertThat(values(read)).containsExactly(ROW);
        assertThat(WireFormat.schemaId(encoder.value(ROW))).isEqualTo(12);
    }

    @Test
    void nullsGoWhereTheyMayGo() {
        Object[] row = new Object[ROW.length];
        row[0] = 7L;
        row[1] = 2;

        GenericRecord read = read(encoder.value(row), RowSchemas.of(TABLE).value());

        assertThat(values(read)).containsExactly(row);
    }

    @Test
    void nullInAColumnThatIsNotNullIsRefusedAndLeavesNothingBehind() {
        Object[] row = ROW.clone();
        row[1] = null;

        assertThatThrownBy(() -> encoder.value(row))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining("column line");
        assertThat(values(read(encoder.value(ROW), RowSchemas.of(TABLE).value())))
                .containsExactly(ROW);
    }

    @Test
    void keylessTablesHaveNoKey() {
        TargetTable keyless = new TargetTable(TABLE.id(), TABLE.columns(), List.of());

        assertThat(RowSchemas.of(keyless).key()).isEmpty();
        assertThat(new RowEncoder(keyless, 12).key(ROW)).isNull();
    }

    private static GenericRecord read(byte[] bytes, Schema schema) {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        int start = WireFormat.HEADER_BYTES;
        try {
            return new GenericDatumReader<GenericRecord>(schema, schema, data)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** With text as {@code String}, as Avro's own class for it is equal to nothing else. */
    private static Object[] values(GenericRecord record) {
        List<Object> values = new ArrayList<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            values.add(plain(record.get(field.pos())));
        }
        return values.toArray();
    }

    private static Object plain(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof List<?> items) {
            return items.stream().map(RowEncoderTest::plain).toList();
        }
        return value;
    }

    private static String pretty(Schema schema) throws IOException {
        return new ObjectMapper().readTree(schema.toString()).toPrettyString();
    }

    private static String golden(String name) throws IOException {
        try (var in = RowEncoderTest.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(text).toPrettyString();
        }
    }
}
