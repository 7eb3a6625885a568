package io.sluice.core.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterFormsTest {

    private static final long WRITTEN = 1_700_000_000_000L;

    private final Map<String, String> headers = new HashMap<>();

    @Test
    void theTransformersHasTheKeyOfItsRow() {
        headers.putAll(Map.of(
                "sluice.stage", "transformer",
                "sluice.reason", "column value: 9 does not fit smallint",
                "sluice.reason-class", "VALUE_UNMAPPABLE",
                "sluice.source-topic", "shop.mysql.shop.orders",
                "sluice.source-partition", "0",
                "sluice.source-offset", "41",
                "sluice.position", "binlog.000001:157:0",
                "sluice.row-key", "{\"id\":7}"));
        assertThat(read(17, "shop.mysql.shop.orders:0:41"))
                .isEqualTo(new DeadLetter(
                        17,
                        new LetterOrigin(
                                "shop.mysql.shop.orders:0:41",
                                "shop.mysql.shop.orders",
                                OptionalInt.of(0),
                                OptionalLong.of(41)),
                        LetterStage.TRANSFORMER,
                        Optional.of("binlog.000001:157:0"),
                        Optional.of("{\"id\":7}"),
                        new GivenReason(
                                ReasonClass.VALUE_UNMAPPABLE,
                                "column value: 9 does not fit smallint",
                                Optional.empty()),
                        WRITTEN));
    }

    @Test
    void theLoadsHasARowForItsOrigin() {
        headers.putAll(Map.of(
                "sluice.stage", "load",
                "sluice.reason", "the row is larger than source.record-bytes-max, 9 bytes, allows",
                "sluice.source-topic", "shop.mysql.shop.orders"));
        DeadLetter letter = read(3, "load:shop.orders:reload-5-0-0:1");
        assertThat(letter.origin())
                .isEqualTo(LetterOrigin.ofRow("load:shop.orders:reload-5-0-0:1", "shop.mysql.shop.orders"));
        assertThat(letter.stage()).isEqualTo(LetterStage.LOAD);
        assertThat(letter.key()).isEmpty();
        assertThat(letter.reason().kind()).isEqualTo(ReasonClass.ROW_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ERROR: new row for relation "t" violates check constraint "t_v_check"; Detail: Failing row contains ("x"). (SQLSTATE 23514) | CONSTRAINT    | t_v_check
            ERROR: null value in column "x" of relation "t" violates not-null constraint (SQLSTATE 23502)                              | CONSTRAINT    | x
            FEHLER: doppelter Schlüsselwert verletzt Unique-Constraint »t_key« (SQLSTATE 23505)                                        | CONSTRAINT    | t_key
            ERROR: value too long for type character varying(3) (SQLSTATE 22001)                                                       | TYPE          |
            ERROR: row is too big: size 9000, maximum size 8160 (SQLSTATE 54000)                                                       | ROW_TOO_LARGE |
            ERROR: relation "t" does not exist (SQLSTATE 42P01)                                                                        | OTHER         |
            a key of t is not the JSON of an output topic                                                                              | UNREADABLE    |
            """)
    void theSinksIsReadFromConnectsHeaders(String sentence, ReasonClass kind, String constraint) {
        headers.putAll(Map.of(
                "__connect.errors.topic", "shop.postgres.shop.orders",
                "__connect.errors.partition", "0",
                "__connect.errors.offset", "5",
                "__connect.errors.exception.message",
                        "Topic shop.postgres.shop.orders, partition 0, offset 5 cannot be applied to shop.orders: "
                                + sentence,
                "sluice.position", "binlog.000001:157:0"));
        DeadLetter letter = read(4, "{\"id\":7}");
        assertThat(letter.stage()).isEqualTo(LetterStage.SINK);
        assertThat(letter.origin()).isEqualTo(LetterOrigin.ofRecord("shop.postgres.shop.orders", 0, 5));
        assertThat(letter.position()).hasValue("binlog.000001:157:0");
        assertThat(letter.key()).hasValue("{\"id\":7}");
        assertThat(letter.reason()).isEqualTo(new GivenReason(kind, sentence, Optional.ofNullable(constraint)));
    }

    @Test
    void whatIsNoKeyOfARowIsNone() {
        headers.put("__connect.errors.topic", "shop.postgres.shop.orders");
        assertThat(read(4, "odd").key()).isEmpty();
        assertThat(read(4, "{}").key()).isEmpty();
        assertThat(read(4, null).key()).isEmpty();
    }

    private DeadLetter read(long number, String key) {
        return LetterForms.read(
                number, WRITTEN, key == null ? null : bytes(key), name -> Optional.ofNullable(headers.get(name))
                        .map(LetterFormsTest::bytes)
                        .orElse(null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
