package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equality and hash have to be the same notion, or keyed and keyless tables would get different verdicts. */
class RowFormsTest {

    private static final List<TargetColumn> COLUMNS = List.of(
            new TargetColumn("value", PgType.of(Base.TEXT), true),
            new TargetColumn("doc", PgType.of(Base.JSONB), true));
    private static final RowEquality EQUALITY = new RowEquality(COLUMNS);
    private static final RowHash HASH = new RowHash(COLUMNS);

    @Test
    void equalValuesHashAlike() {
        assertSame(row(0.0, null), row(-0.0, null));
        assertSame(row(-0.0f, null), row(0.0f, null));
        assertSame(row(new BigDecimal("1.50"), null), row(new BigDecimal("1.5"), null));
        assertSame(row(new BigDecimal("0.00"), null), row(BigDecimal.ZERO, null));
        assertSame(row(null, "{\"a\": 1, \"b\": 2}"), row(null, "{\"b\": 2.0, \"a\": 1}"));
        assertSame(
                row(ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2), null), row(ByteBuffer.wrap(new byte[] {1, 2}), null));
        assertSame(row(List.of("a", "b"), null), row(Arrays.asList("a", "b"), null));
        assertSame(row(Float.NaN, null), row(Float.NaN, null));
    }

    @Test
    void otherValuesDoNot() {
        List<Object> values = new ArrayList<>(Arrays.asList(
                null,
                "",
                "a",
                0,
                1,
                0.5f,
                0.5,
                Math.nextUp(0.5),
                true,
                false,
                new BigDecimal("1.5"),
                ByteBuffer.wrap(new byte[] {}),
                ByteBuffer.wrap(new byte[] {0}),
                List.of(),
                List.of("a"),
                List.of("", "a"),
                List.of("a", ""),
                Arrays.asList((Object) null)));
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                if (i != j) {
                    assertOther(row(values.get(i), null), row(values.get(j), null));
                }
            }
        }
        assertOther(row("1", null), row(null, "1"));
        assertOther(row(null, "1"), row(null, "\"1\""));
        assertOther(row(null, "null"), row(null, null));
        assertOther(row("{\"a\":1}", null), row("{\"a\": 1}", null));
        assertOther(row(new Unmappable("too large", Unmappable.Cause.TYPE), null), row(null, null));
    }

    private static Object[] row(Object value, Object document) {
        return new Object[] {value, document};
    }

    private static void assertSame(Object[] source, Object[] target) {
        assertThat(EQUALITY.same(source, target)).isTrue();
        assertThat(HASH.of(source)).isEqualTo(HASH.of(target));
    }

    private static void assertOther(Object[] source, Object[] target) {
        assertThat(EQUALITY.same(source, target))
                .as(Arrays.toString(source) + Arrays.toString(target))
                .isFalse();
        assertThat(HASH.of(source)).isNotEqualTo(HASH.of(target));
    }
}
