package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.name.TableId;
import io.sluice.verify.LetterTally;
import io.sluice.verify.Sample;
import io.sluice.verify.TableComparison;
import io.sluice.verify.Verification;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A verification as text and as JSON. */
class VerificationTextTest {

    private static final Sample CHANGED =
            new Sample(Map.of("id", "1"), Optional.of(order("one")), Optional.of(order(null)), List.of("note"), "");
    private static final Sample MISSING = new Sample(
            Map.of(),
            Optional.of(Map.of("line", "a\nb")),
            Optional.empty(),
            List.of(),
            "its value has a NUL character");

    @Test
    void differencesAreListedByTable() {
        Verification verification =
                new Verification("shop", List.of(orders(1, 0, 0, CHANGED), log(0)), List.of(), LetterTally.none());

        assertThat(String.join("\n", VerificationText.lines(verification))).isEqualTo("""
                table                                MySQL rows   PostgreSQL  differences
                shop.orders                                   1            1            1
                shop.log                                  1,234        1,234            0

                shop.orders:
                  id='1': differs
                    note: 'one' in MySQL, NULL in PostgreSQL

                shop: not equal: 1 difference""");
    }

    @Test
    void equalIsSaidOfWhatWasComparedCompletely() {
        Verification verification =
                new Verification("shop", List.of(orders(0, 0, 0), log(0)), List.of(), LetterTally.none());

        assertThat(VerificationText.lines(verification)).endsWith("shop: equal: 2 tables, 1,235 rows");
        assertThat(VerificationJson.of(verification).get("equal").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotEqualBesideRowsThatDifferHasASentenceEach() {
        Verification verification = new Verification(
                "shop",
                List.of(orders(0, 2, 3), log(0)),
                List.of(new TableId("public", "notes")),
                new LetterTally(Map.of(new TableId("shop", "orders"), 1L), 3));

        assertThat(String.join("\n", VerificationText.lines(verification))).isEqualTo("""
                table                                MySQL rows   PostgreSQL  differences
                shop.orders                                   1            1            0  (2 changed too often to be compared)  (3 set aside by policy)  (1 dead letter)
                shop.log                                  1,234        1,234            0
                public.notes                                  -                            (only in PostgreSQL)

                2 rows changed too often to be compared (shop.orders: 2); verify again while fewer changes are made
                3 rows set aside by a policy, and not in PostgreSQL as MySQL has them (shop.orders: 3); change their values in MySQL, or migrate anew with policies that carry them over ('sluice assess' proposes some)
                4 open dead letters in topic shop.dead-letters (shop.orders: 1, other tables: 3); correct the values in MySQL, the rules or PostgreSQL's constraints, then 'sluice dead-letters PIPELINE replay' (docs/operations.md, "Dead letters")
                1 table is in PostgreSQL only (public.notes); drop it or move it to another schema if it has to stay

                shop: not equal: 2 rows unsettled, 3 rows set aside by policy, 4 dead letters, 1 table only in PostgreSQL""");
        assertThat(VerificationJson.of(verification).toString())
                .contains(
                        "\"onlyInTarget\":[\"public.notes\"],\"equal\":false",
                        "\"deadLetters\":4,\"reasons\":[\"2 rows changed",
                        "\"1 table is in PostgreSQL only");
    }

    @Test
    void eachOfThemAloneIsNotEqual() {
        LetterTally none = LetterTally.none();

        assertThat(List.of(
                        new Verification("shop", List.of(orders(1, 0, 0)), List.of(), none),
                        new Verification("shop", List.of(orders(0, 1, 0)), List.of(), none),
                        new Verification("shop", List.of(orders(0, 0, 1)), List.of(), none),
                        new Verification("shop", List.of(log(0)), List.of(), new LetterTally(Map.of(), 1)),
                        new Verification("shop", List.of(log(0)), List.of(new TableId("shop", "notes")), none)))
                .noneMatch(Verification::equal);
    }

    @Test
    void aRowOfATableWithoutAKeyIsNamedByItsValues() {
        Verification verification = new Verification("shop", List.of(log(21, MISSING)), List.of(), LetterTally.none());

        assertThat(VerificationText.lines(verification))
                .contains(
                        "shop.log, 1 of 21 differences:",
                        "  line='a\\nb': missing in PostgreSQL (its value has a NUL character)");
    }

    @Test
    void theJsonDocumentHasTheSameFigures() throws Exception {
        Verification verification =
                new Verification("shop", List.of(orders(1, 0, 0, CHANGED), log(0)), List.of(), LetterTally.none());

        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(VerificationJson.of(verification).toString()))
                .isEqualTo(mapper.readTree("""
                {"pipeline": "shop", "tables": [
                  {"source": "shop.orders", "target": "public.orders", "sourceRows": 1, "targetRows": 1,
                   "differences": 1, "unsettled": 0, "setAside": 0, "deadLetters": 0, "samples": [
                     {"key": {"id": "1"}, "source": {"id": "1", "note": "one"}, "target": {"id": "1", "note": null},
                      "columns": ["note"], "reason": ""}]},
                  {"source": "shop.log", "target": "public.log", "sourceRows": 1234, "targetRows": 1234,
                   "differences": 0, "unsettled": 0, "setAside": 0, "deadLetters": 0, "samples": []}],
                 "onlyInTarget": [], "equal": false,
                 "differences": 1, "unsettled": 0, "setAside": 0, "deadLetters": 0, "reasons": []}
                """));
    }

    private static TableComparison orders(long differences, long unsettled, long setAside, Sample... samples) {
        return new TableComparison(
                new TableId("shop", "orders"),
                new TableId("public", "orders"),
                1,
                1,
                differences,
                unsettled,
                setAside,
                List.of(samples));
    }

    private static TableComparison log(long differences, Sample... samples) {
        return new TableComparison(
                new TableId("shop", "log"),
                new TableId("public", "log"),
                1_234,
                1_234,
                differences,
                0,
                0,
                List.of(samples));
    }

    private static Map<String, String> order(String note) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", "1");
        row.put("note", note);
        return Collections.unmodifiableMap(row);
    }
}
