package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.letter.LetterOriginal;
import io.sluice.control.letter.LetterState;
import io.sluice.control.letter.ReplayedTable;
import io.sluice.control.letter.TrackedLetter;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.GivenReason;
import io.sluice.core.letter.LetterOrigin;
import io.sluice.core.letter.LetterStage;
import io.sluice.core.letter.ReasonClass;
import io.sluice.core.type.LocalTimeText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterLinesTest {

    private static final TrackedLetter REFUSED = new TrackedLetter(
            new DeadLetter(
                    17,
                    LetterOrigin.ofRecord("shop.postgres.shop.orders", 0, 5),
                    LetterStage.SINK,
                    Optional.of("binlog.000001:157:0"),
                    Optional.of("{\"id\":7}"),
                    new GivenReason(ReasonClass.CONSTRAINT, "too small", Optional.of("orders_paid_check")),
                    0),
            LetterState.REPLAYED,
            60_000);

    @Test
    void aListHasALineForEach() {
        assertThat(LetterLines.list(List.of(REFUSED), letter -> "shop.orders"))
                .containsExactly(
                        "      id  table                              key                      class             reason",
                        "      17  shop.orders                        {\"id\":7}                 CONSTRAINT        too small");
        assertThat(LetterLines.list(List.of(), letter -> "")).containsExactly("no open dead letters");
    }

    @Test
    void oneIsShownWithAllThatIsKnown() throws Exception {
        var values = new ObjectMapper().readTree("{\"id\": 7, \"paid\": -1, \"note\": null}");
        var original = new LetterOriginal(Optional.empty(), Optional.empty(), Optional.of(values));
        assertThat(String.join("\n", LetterLines.whole(REFUSED, "shop.orders", Optional.of(original))))
                .isEqualTo("""
                        dead letter 17 of shop.orders: REPLAYED since %s
                        key: {"id":7}
                        reason: CONSTRAINT: too small
                        constraint: orders_paid_check
                        written: %s by the sink
                        origin: topic shop.postgres.shop.orders, partition 0, offset 5
                        position in MySQL's log: binlog.000001:157:0
                        values:
                          id: 7
                          paid: -1
                          note: NULL""".formatted(LocalTimeText.of(60_000), LocalTimeText.of(0)));
        assertThat(LetterLines.whole(REFUSED, "shop.orders", Optional.empty()))
                .last()
                .asString()
                .startsWith("values: not known, since Kafka does not run");
    }

    @Test
    void aReplaySaysWhatIsLeft() {
        assertThat(LetterLines.replayed(List.of(
                        new ReplayedTable("shop.orders", 3, 2, 1, 0, 0, Optional.empty()),
                        new ReplayedTable("shop.items", 2, 2, 0, 1, 4, Optional.of("correct the cause")))))
                .containsExactly(
                        "shop.orders: 3 dead letters replayed, 2 rows brought anew, 1 removed",
                        "shop.items: 2 dead letters replayed, 2 rows brought anew, 0 removed, 1 refused again;"
                                + " 4 letters are left, correct the cause");
    }
}
