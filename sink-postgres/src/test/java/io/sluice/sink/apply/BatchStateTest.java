package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sink.apply.BatchState.Layouts;
import io.sluice.sink.apply.BatchState.Stage;
import io.sluice.sink.apply.BatchState.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchStateTest {

    private static final Applied NOTHING = new Applied(List.of(), List.of(), Map.of());

    private static BatchState open(Way way, Layouts layouts) {
        return new BatchState(Stage.OPEN, way, layouts, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "RECORD, AS_ONE, IN_PARTS",
        "RECORD, UPSERTED, IN_PARTS",
        "RECORD, IN_PARTS,",
        "FOREIGN_KEY, AS_ONE, IN_PARTS",
        "FOREIGN_KEY, UPSERTED, IN_PARTS",
        "FOREIGN_KEY, IN_PARTS,",
        "OCCUPIED, AS_ONE, UPSERTED",
        "OCCUPIED, UPSERTED, IN_PARTS",
        "OCCUPIED, IN_PARTS,",
    })
    void triesAnotherWayAfterAFaultOfTheRows(SqlFault fault, Way way, Way next) {
        for (Layouts layouts : Layouts.values()) {
            assertThat(open(way, layouts).after(fault))
                    .isEqualTo(Optional.ofNullable(next).map(other -> open(other, layouts)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsLayoutsAgainOnce(Way way) {
        BatchState again = open(way, Layouts.READ_AGAIN);
        assertThat(open(way, Layouts.AS_KNOWN).after(SqlFault.LAYOUT)).contains(again);
        assertThat(again.after(SqlFault.LAYOUT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSING", "TIMEOUT", "LASTING"})
    void endsTheRunAfterAFaultThatNoOtherWayMends(SqlFault fault) {
        for (Way way : Way.values()) {
            assertThat(open(way, Layouts.AS_KNOWN).after(fault)).isEmpty();
        }
    }

    @Test
    void isInDoubtFromTheCommitToItsAnswer() {
        BatchState doubt = open(Way.IN_PARTS, Layouts.READ_AGAIN).commitSent(NOTHING);
        assertThat(doubt.stage()).isEqualTo(Stage.IN_DOUBT);
        assertThat(doubt.committed().stage()).isEqualTo(Stage.COMMITTED);
        assertThat(doubt.committed().sent()).contains(NOTHING);
        assertThat(doubt.rolledBack()).isEqualTo(open(Way.IN_PARTS, Layouts.READ_AGAIN));
    }

    @Test
    void isOpenAgainAfterACommitThatWasRefused() {
        assertThat(BatchState.NEW.commitSent(NOTHING).after(SqlFault.RECORD))
                .contains(open(Way.IN_PARTS, Layouts.AS_KNOWN));
    }

    @Test
    void refusesACommitThatWasNotSent() {
        assertThatThrownBy(BatchState.NEW::committed).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(BatchState.NEW::rolledBack).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new BatchState(Stage.OPEN, Way.AS_ONE, Layouts.AS_KNOWN, Optional.of(NOTHING)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
