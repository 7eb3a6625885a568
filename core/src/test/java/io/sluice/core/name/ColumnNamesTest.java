package io.sluice.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

    @Test
    void aColumnDoesNotTakeANameThatPostgresHasInEachTable() {
        assertThat(ColumnNames.of(
                        List.of("ctid", "oid", "xmin", "xmax", "cmin", "cmax", "tableoid", "XMIN"),
                        UnaryOperator.identity()))
                .containsExactly("ctid_", "oid", "xmin_", "xmax_", "cmin_", "cmax_", "tableoid_", "XMIN");
    }

    @Test
    void aNameThatPostgresTakesStaysAndTheOtherGivesWay() {
        List<String> names = ColumnNames.of(List.of("ctid", "ctid_", "CTID_1"), UnaryOperator.identity());

        assertThat(names.get(0)).matches("ctid__[0-9a-f]{8}");
        assertThat(names.subList(1, 3)).containsExactly("ctid_", "CTID_1");
    }

    /** MySQL tells U+212A, the Kelvin sign, from a K. */
    @Test
    void namesThatAreEqualInSmallLettersStayApart() {
        List<String> names = ColumnNames.of(List.of("\u212A", "k", "XMAX"), name -> name.toLowerCase(Locale.ROOT));

        assertThat(names.get(0)).matches("k_[0-9a-f]{8}");
        assertThat(names.subList(1, 3)).containsExactly("k", "xmax_");
    }

    @Test
    void longNamesAreShortenedByBytes() {
        String one = "ä".repeat(32) + "1";
        String two = "ä".repeat(32) + "2";

        assertThat(ColumnNames.of(List.of(one, two), UnaryOperator.identity()))
                .doesNotHaveDuplicates()
                .allMatch(name -> !Identifiers.isTooLong(name));
    }
}
