package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.core.type.UnmappableValueException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyEncoderTest {

    private static final TableId TABLE = new TableId("shop", "orders");

    private static String key(PgType type, Object value) {
        TargetTable table = new TargetTable(TABLE, List.of(new TargetColumn("k", type, false)), List.of("k"));
        return text(new KeyEncoder(table).key(new Object[] {value}));
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(PgType.of(Base.BOOLEAN), true, "true"),
                Arguments.of(PgType.of(Base.SMALLINT), 7, "7"),
                Arguments.of(PgType.of(Base.INTEGER), 7, "7"),
                Arguments.of(PgType.of(Base.BIGINT), 7L, "7"),
                Arguments.of(PgType.of(Base.NUMERIC, 20, 0), new BigDecimal("7"), "7"),
                Arguments.of(PgType.of(Base.NUMERIC, 12, 2), new BigDecimal("7.00"), "7"),
                Arguments.of(PgType.of(Base.NUMERIC, 12, 2), new BigDecimal("-700.50"), "-700.5"),
                Arguments.of(PgType.of(Base.NUMERIC, 12, 2), new BigDecimal("0.00"), "0"),
                Arguments.of(PgType.of(Base.NUMERIC, 12, 2), new BigDecimal("700.00"), "700"),
                Arguments.of(PgType.of(Base.REAL), 0.5f, "0.5"),
                Arguments.of(PgType.of(Base.DOUBLE_PRECISION), 0.5, "0.5"),
                Arguments.of(PgType.of(Base.DOUBLE_PRECISION), -0.0, "0"),
                Arguments.of(PgType.of(Base.DATE), -1, "-1"),
                Arguments.of(PgType.of(Base.TIMESTAMP, 0), 1_000_000L, "1000000"),
                Arguments.of(PgType.of(Base.TIMESTAMP, 6), 1_000_000L, "1000000"),
                Arguments.of(
                        PgType.of(Base.VARCHAR, 9),
                        "\"\\\n\u0001\u00fc\ud83d\ude00/",
                        "\"\\\"\\\\\\n\\u0001\u00fc\ud83d\ude00/\""),
                Arguments.of(PgType.of(Base.BYTEA), ByteBuffer.wrap(new byte[] {0, -1}), "\"AP8=\""),
                Arguments.of(PgType.of(Base.BIT, 4), "0101", "\"101\""),
                Arguments.of(PgType.of(Base.BIT, 8), "00000101", "\"101\""),
                Arguments.of(PgType.of(Base.BIT, 8), "00000000", "\"0\""),
                Arguments.of(new PgType.ArrayOf(PgType.of(Base.TEXT)), List.of("a", "b"), "[\"a\",\"b\"]"),
                Arguments.of(new PgType.EnumType(TABLE, List.of("new")), "new", "\"new\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesAValueAlikeInTypesOfAllWidths(PgType type, Object value, String json) {
        assertThat(key(type, value)).isEqualTo("{\"k\":" + json + "}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void isReadBackAsItWas(PgType type, Object value, String json) {
        TargetTable table = new TargetTable(
                TABLE,
                List.of(new TargetColumn("note", PgType.of(Base.TEXT), true), new TargetColumn("k", type, false)),
                List.of("k"));
        Object expected = Double.valueOf(-0.0).equals(value) ? (Object) 0.0 : value;
        assertThat(new RowKeyReader(table).row("{\"k\":" + json + "}")).containsExactly(null, expected);
    }

    @Test
    void isNotReadAsTheKeyOfOtherColumns() {
        TargetTable table =
                new TargetTable(TABLE, List.of(new TargetColumn("k", PgType.of(Base.INTEGER), false)), List.of("k"));
        for (String key : List.of("{\"id\":7}", "{\"k\":\"a\"}", "{\"id\":7,\"k\":7}", "odd")) {
            assertThatThrownBy(() -> new RowKeyReader(table).row(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another primary key than " + key);
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTheKeysColumns() {
        List<TargetColumn> columns = List.of(
                new TargetColumn("line", PgType.of(Base.INTEGER), false),
                new TargetColumn("order", PgType.of(Base.INTEGER), false));
        Object[] row = {2, 7};

        assertThat(text(new KeyEncoder(new TargetTable(TABLE, columns, List.of("order", "line"))).key(row)))
                .isEqualTo("{\"line\":2,\"order\":7}")
                .isEqualTo(text(new KeyEncoder(new TargetTable(TABLE, columns, List.of("line", "order"))).key(row)));
    }

    @Test
    void refusesNullAndLeavesNothingBehind() {
        TargetTable table = new TargetTable(
                TABLE,
                List.of(
                        new TargetColumn("a", PgType.of(Base.INTEGER), false),
                        new TargetColumn("b", PgType.of(Base.INTEGER), false)),
                List.of("a", "b"));
        KeyEncoder encoder = new KeyEncoder(table);

        assertThatThrownBy(() -> encoder.key(new Object[] {1, null}))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining("column b");
        assertThat(text(encoder.key(new Object[] {1, 2}))).isEqualTo("{\"a\":1,\"b\":2}");
    }
}
