package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvroJsonTest {

    private static final TargetTable TABLE = new TargetTable(
            new TableId("shop", "orders"),
            List.of(
                    new TargetColumn("id", PgType.of(Base.INTEGER), false),
                    new TargetColumn("unit price", PgType.of(Base.NUMERIC, 12, 2), false),
                    new TargetColumn("ordered", PgType.of(Base.DATE), true),
                    new TargetColumn("paid", PgType.of(Base.TIMESTAMP, 6), true),
                    new TargetColumn("seen", PgType.of(Base.TIMESTAMPTZ, 6), true),
                    new TargetColumn("at", PgType.of(Base.TIME, 6), true),
                    new TargetColumn("tags", new PgType.ArrayOf(PgType.of(Base.TEXT)), true),
                    new TargetColumn("photo", PgType.of(Base.BYTEA), true),
                    new TargetColumn("note", PgType.of(Base.TEXT), true)),
            List.of("id"));

    private static final byte[] ROW = new RowEncoder(TABLE, 7).value(new Object[] {
        1,
        new BigDecimal("12.50"),
        1,
        1_500_000L,
        1_500_000L,
        3_600_000_000L,
        List.of("a", "b"),
        ByteBuffer.wrap(new byte[] {0, -1}),
        null
    });

    @Test
    void aRowIsWhatAPersonReads() {
        assertThat(AvroJson.of(ROW, RowSchemas.of(TABLE).value()).toString())
                .isEqualTo("{\"id\":1,\"unit price\":12.50,\"ordered\":\"1970-01-02\","
                        + "\"paid\":\"1970-01-01T00:00:01.500\",\"seen\":\"1970-01-01T00:00:01.500Z\","
                        + "\"at\":\"01:00\",\"tags\":[\"a\",\"b\"],\"photo\":\"AP8=\",\"note\":null}");
    }

    @Test
    void aBeginningIsNoRow() {
        byte[] beginning = Arrays.copyOf(ROW, ROW.length / 2);
        assertThatThrownBy(() -> AvroJson.of(beginning, RowSchemas.of(TABLE).value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the bytes do not fit their schema");
    }
}
