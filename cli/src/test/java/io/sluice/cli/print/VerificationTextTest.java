package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.name.TableId;
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
        Verification verification = new Verification("shop", List.of(orders(1, 0, 0, CHANGED), log(0)), 0);

        assertThat(String.join("\n", VerificationText.lines(verification))).isEqualTo("""
                table                                MySQL rows   PostgreSQL  differences
                shop.orders                                   1            1            1
                shop.log                                  1,234        1,234            0

                shop.orders:
                  id='1': differs
                    note: 'one' in MySQL, NULL in PostgreSQL

                shop: 1 differences, 0 dead letters""");
    }

    @Test
    void rowsThatWereNotComparedAreCounted() {
        Verification verification = new Verification("shop", List.of(orders(0, 2, 3), log(0)), 4);

        assertThat(VerificationText.lines(verification))
                .contains(
                        "shop.orders                                   1            1            0"
                                + "  (2 changed too often to be compared)  (3 set aside by policy)",
                        "shop: 2 tables equal, 2 rows unsettled, 3 rows set aside by policy, 4 dead letters");
    }

    @Test
    void aRowOfATableWithoutAKeyIsNamedByItsValues() {
        Verification verification = new Verification("shop", List.of(log(21, MISSING)), 0);

        assertThat(VerificationText.lines(verification))
                .contains(
                        "shop.log, 1 of 21 differences:",
                        "  line='a\\nb': missing in PostgreSQL (its value has a NUL character)");
    }

    @Test
    void theJsonDocumentHasTheSameFigures() throws Exception {
        Verification verification = new Verification("shop", List.of(orders(1, 0, 0, CHANGED), log(0)), 0);

        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(VerificationJson.of(verification).toString()))
                .isEqualTo(mapper.readTree("""
                {"pipeline": "shop", "tables": [
                  {"source": "shop.orders", "target": "public.orders", "sourceRows": 1, "targetRows": 1,
                   "differences": 1, "unsettled": 0, "setAside": 0, "samples": [
                     {"key": {"id": "1"}, "source": {"id": "1", "note": "one"}, "target": {"id": "1", "note": null},
                      "columns": ["note"], "reason": ""}]},
                  {"source": "shop.log", "target": "public.log", "sourceRows": 1234, "targetRows": 1234,
                   "differences": 0, "unsettled": 0, "setAside": 0, "samples": []}],
                 "differences": 1, "unsettled": 0, "setAside": 0, "deadLetters": 0}
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
