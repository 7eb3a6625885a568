package io.sluice.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.charset.StoredCharset;
import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.InvalidBytes;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TimeRange;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.policy.ZeroDates;
import io.sluice.core.type.ImpossibleDate;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.type.UnmappableValueException.Consequence;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policies make of values that PostgreSQL cannot hold. */
class AwkwardValuesTest {

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int ZERO = (int) new ImpossibleDate(0, 0, 0).epochDay();
    private static final int PARTIAL = (int) new ImpossibleDate(2010, 5, 0).epochDay();

    private static final StoredCharset UTF8 = new SourceCharsets(sql -> List.of()).named("utf8mb4");

    private final List<String> applied = new ArrayList<>();

    @Test
    void aZeroDateBecomesTheFirstDayOfWhatItNames() {
        assertThat(map("date", ZeroDates.REPLACE, ZERO)).isEqualTo(day(1, 1, 1));
        assertThat(map("date", ZeroDates.REPLACE, PARTIAL)).isEqualTo(day(2010, 5, 1));
        assertThat(map("date", ZeroDates.REPLACE, (int) new ImpossibleDate(2010, 0, 7).epochDay()))
                .isEqualTo(day(2010, 1, 1));
        assertThat(map("date", ZeroDates.REPLACE, (int) new ImpossibleDate(2010, 2, 31).epochDay()))
                .isEqualTo(day(2010, 2, 1));
        assertThat(applied).hasSize(4).allMatch("c: zero-dates: replace"::equals);
    }

    @Test
    void aZeroDatetimeKeepsItsTimeOfDay() {
        long micros = PARTIAL * DAY_MICROS + 5;

        assertThat(map("datetime(6)", ZeroDates.REPLACE, micros)).isEqualTo(day(2010, 5, 1) * DAY_MICROS + 5);
        assertThat(map("datetime", ZeroDates.REPLACE, PARTIAL * DAY_MICROS / 1000))
                .isEqualTo(day(2010, 5, 1) * DAY_MICROS);
        assertThat(map("timestamp", ZeroDates.REPLACE, "1970-01-01T00:00:00Z")).isEqualTo(day(1, 1, 1) * DAY_MICROS);
    }

    @Test
    void aZeroDateBecomesNullButNotInAKey() {
        assertThat(map("date", ZeroDates.NULL, ZERO)).isNull();
        assertThat(map("timestamp(3)", ZeroDates.NULL, "1970-01-01T00:00:00Z")).isNull();

        assertThatThrownBy(() -> mapping("date", ZeroDates.NULL, List.of("c")).map(new Object[] {ZERO}))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining("column c: '0000-00-00'");
    }

    @Test
    void allDatesOfTheCalendarGoThrough() {
        assertThat(map("date", ZeroDates.FAIL, day(0, 1, 1))).isEqualTo(day(0, 1, 1));
        assertThat(map("date", ZeroDates.FAIL, day(9999, 12, 31))).isEqualTo(day(9999, 12, 31));
        assertThat(map("datetime(6)", ZeroDates.FAIL, day(0, 1, 1) * DAY_MICROS))
                .isEqualTo(day(0, 1, 1) * DAY_MICROS);
        assertThat(applied).isEmpty();
    }

    @Test
    void whatIsRefusedSaysWhetherToStop() {
        assertThat(consequence("date", ZeroDates.DEAD_LETTER, ZERO)).isEqualTo(Consequence.SET_ASIDE);
        assertThat(consequence("date", ZeroDates.FAIL, ZERO)).isEqualTo(Consequence.STOP);
        assertThat(consequence("tinyint(1)", TinyInt1.BOOLEAN, 2)).isEqualTo(Consequence.SET_ASIDE);
        assertThat(consequence("bigint unsigned", UnsignedBigint.BIGINT, new BigDecimal("9223372036854775808")))
                .isEqualTo(Consequence.SET_ASIDE);
        assertThat(applied).contains("c: zero-dates: fail", "c: tinyint1: boolean", "c: unsigned-bigint: bigint");
    }

    @Test
    void aTimeBeyondTheDayBecomesTheNearestBound() {
        Policies time =
                Policies.of(Policy.TIME, TimeAs.TIME).overriddenBy(Policies.of(Policy.TIME_RANGE, TimeRange.REPLACE));

        assertThat(mapping("time", time, List.of()).map(new Object[] {-1L})).containsExactly(0L);
        assertThat(mapping("time", time, List.of()).map(new Object[] {2 * DAY_MICROS}))
                .containsExactly(DAY_MICROS);
        assertThat(mapping("time", time, List.of()).map(new Object[] {DAY_MICROS}))
                .containsExactly(DAY_MICROS);
    }

    @Test
    void nulCharactersGoOrAreReplaced() {
        assertThat(map("varchar(9)", NulCharacters.STRIP, "a\0b\0")).isEqualTo("ab");
        assertThat(map("text", NulCharacters.REPLACE, "a\0b")).isEqualTo("a\ufffdb");
        assertThat(map("json", NulCharacters.STRIP, "[\"\\u0000a\\\\u0000\"]")).isEqualTo("[\"a\\\\u0000\"]");
        assertThat(map("json", NulCharacters.REPLACE, "[\"\\u0000\\u0000\"]")).isEqualTo("[\"\ufffd\ufffd\"]");
    }

    @Test
    void bytesThatAreNoTextAreKnownFromTextThatLooksLikeThem() {
        byte[] broken = {'a', (byte) 0xc3, '('};
        String sent = UTF8.decode(broken);

        assertThat(map("text", InvalidBytes.REPLACE, sent)).isEqualTo("a\ufffd(");
        assertThatThrownBy(() -> map("text", InvalidBytes.DEAD_LETTER, sent)).hasMessageContaining("\\x61c328");

        String likeIt = UTF8.decode(sent.getBytes(StandardCharsets.UTF_8));
        assertThat(map("text", NulCharacters.STRIP, likeIt)).isEqualTo(sent.replace("\0", ""));
        assertThat(applied).contains("c: nul-characters: strip");
    }

    @Test
    void theReplacementCharacterIsText() {
        assertThat(UTF8.decode("\ufffd".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ufffd");
    }

    @Test
    void theEmptyEnumBecomesNullOrALabel() {
        assertThat(map("enum('a')", EnumEmpty.NULL, "")).isNull();
        assertThat(map("enum('a')", EnumEmpty.LABEL, "")).isEqualTo("");
        assertThat(consequence("enum('a')", EnumEmpty.FAIL, "")).isEqualTo(Consequence.STOP);
    }

    private static int day(int year, int month, int day) {
        return (int) LocalDate.of(year, month, day).toEpochDay();
    }

    private Object map(String type, Choice choice, Object value) {
        return mapping(type, choice, List.of()).map(new Object[] {value})[0];
    }

    private Consequence consequence(String type, Choice choice, Object value) {
        try {
            map(type, choice, value);
        } catch (UnmappableValueException e) {
            return e.consequence();
        }
        throw new AssertionError(value + " went through");
    }

    private TableMapping mapping(String type, Choice choice, List<String> key) {
        Policy policy = List.of(Policy.values()).stream()
                .filter(candidate -> candidate.choices().contains(choice))
                .findFirst()
                .orElseThrow();
        return mapping(type, Policies.of(policy, choice), key);
    }

    private TableMapping mapping(String type, Policies policies, List<String> key) {
        SourceColumn column = new SourceColumn("c", MySqlType.ofDeclaration(type), true);
        SourceTable table = new SourceTable(new TableId("shop", "t"), List.of(column), key);
        return TableMapping.compile(
                table,
                new MappingRules(Map.of(), policies, List.of()),
                (name, policy, choice) -> applied.add(name + ": " + policy.id() + ": " + choice.id()));
    }
}
