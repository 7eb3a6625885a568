package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.KeyEncoder;
import io.sluice.core.wire.RowEncoder;
import io.sluice.core.wire.RowSchemas;
import io.sluice.core.wire.UnreadablePart;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyConverterTest {

    private static final List<TargetColumn> COLUMNS = List.of(
            column("yes", PgType.of(Base.BOOLEAN)),
            column("small", PgType.of(Base.SMALLINT)),
            column("big", PgType.of(Base.BIGINT)),
            column("price", PgType.of(Base.NUMERIC, 12, 2)),
            column("real", PgType.of(Base.REAL)),
            column("double", PgType.of(Base.DOUBLE_PRECISION)),
            column("a name", PgType.of(Base.VARCHAR, 20)),
            column("bits", PgType.of(Base.BIT, 8)),
            column("hash", PgType.of(Base.BYTEA)),
            column("day", PgType.of(Base.DATE)),
            column("at", PgType.of(Base.TIMESTAMP, 6)),
            column("tags", new PgType.ArrayOf(PgType.of(Base.TEXT))));

    private static final Object[] ROW = {
        true,
        -3,
        Long.MAX_VALUE,
        new BigDecimal("-1.50"),
        0.1f,
        0.1,
        "Gr\u00f6\u00dfe \"\ud83d\ude00\"",
        "00000101",
        ByteBuffer.wrap(new byte[] {0, -1}),
        -1,
        1_700_000_000_123_456L,
        List.of("a", "b")
    };

    private static final TargetTable TABLE = new TargetTable(
            new TableId("shop", "line items"),
            COLUMNS,
            COLUMNS.stream().map(TargetColumn::name).toList());

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final KeyConverter converter = new KeyConverter();

    private static TargetColumn column(String name, PgType type) {
        return new TargetColumn(name, type, false);
    }

    @BeforeEach
    void configure() {
        converter.configure(Map.of(), true);
    }

    private static RecordHeaders headers() {
        Schema schema = RowSchemas.of(TABLE).key().orElseThrow();
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.KEY_SCHEMA, schema.toString().getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    @Test
    void readsATombstonesKeyAsTheRowsValueHasIt() {
        RowEncoder encoder = new RowEncoder(
                TABLE, registry.register("t", RowSchemas.of(TABLE).value()));
        AvroConverter values = new AvroConverter(url -> registry);
        values.configure(Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x"), false);
        Struct row = (Struct) values.toConnectData("t", encoder.value(ROW)).value();

        SchemaAndValue read = converter.toConnectData("t", headers(), encoder.key(ROW));

        Struct key = (Struct) read.value();
        assertThat(read.schema().parameters()).isEqualTo(Map.of("pg.schema", "shop", "pg.table", "line items"));
        assertThat(key.schema().fields()).hasSize(COLUMNS.size());
        for (Field field : key.schema().fields()) {
            assertThat(field.schema())
                    .isEqualTo(row.schema().field(field.name()).schema());
            assertThat(key.get(field)).as(field.name()).isEqualTo(row.get(field.name()));
        }
    }

    @Test
    void readsAKeyWithoutTypesAsTexts() {
        SchemaAndValue first = converter.toConnectData("t", new RecordHeaders(), new KeyEncoder(TABLE).key(ROW));
        SchemaAndValue second = converter.toConnectData("t", new RecordHeaders(), new KeyEncoder(TABLE).key(ROW));

        Struct key = (Struct) first.value();
        assertThat(key.getString("big")).isEqualTo("9223372036854775807");
        assertThat(key.getString("yes")).isEqualTo("true");
        assertThat(key.getString("a name")).isEqualTo(ROW[6]);
        assertThat(key.getString("tags")).isEqualTo("[a, b]");
        assertThat(second.schema()).as("which the sink compares by identity").isSameAs(first.schema());
    }

    @Test
    void readsTheKeyOfNoRowAndNoKey() {
        assertThat(((Struct) converter
                                .toConnectData("t", new RecordHeaders(), KeyEncoder.ofNoRow())
                                .value())
                        .schema()
                        .fields())
                .isEmpty();
        assertThat(converter.toConnectData("t", new RecordHeaders(), null)).isEqualTo(SchemaAndValue.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\7\4", "", "7", "{\"k\":", "{\"k\":1}"})
    void refusesWhatIsNoKeyOfTheTable(String key) {
        assertThatThrownBy(() -> converter.toConnectData("t", headers(), key.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("begun from nothing");
    }

    @Test
    void handsOnWhatIsNoKeyIfItIsTold() {
        converter.configure(Map.of(OnUnreadable.SETTING, "hand-on"), true);

        SchemaAndValue read = converter.toConnectData("t", headers(), new byte[] {7});

        assertThat(read.schema().name()).isEqualTo(UnreadablePart.SCHEMA);
        assertThat((String) read.value()).contains("A key of t").contains("begun from nothing");
    }
}
