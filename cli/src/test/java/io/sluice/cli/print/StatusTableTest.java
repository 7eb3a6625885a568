package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.PolicyCount;
import io.sluice.control.status.TableStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final PipelineStatus HALF_WAY = new PipelineStatus(
            "shop",
            Phase.SNAPSHOT,
            "",
            false,
            List.of(
                    new TableStatus("shop.orders", "public.orders", 2_000, 1_000, 0, 0, 0),
                    new TableStatus("shop.customers", "public.customers", 500, 700, 3, 41, 1)),
            1,
            List.of(new PolicyCount(
                    "shop.orders", "paid", "zero-dates", "null", 1_200, "binlog.000001:4:0", "binlog.000002:99:1")),
            List.of(),
            List.of());

    @Test
    void aTableHasALineWithItsProgress() {
        assertThat(String.join("\n", StatusTable.lines(HALF_WAY))).isEqualTo("""
                        shop: SNAPSHOT
                        table                                      rows  snapshot                  changes    lag ms  errors
                        shop.orders                               1,000  [##########          ]          0         -       0
                        shop.customers                              700  [####################]          3        41       1""");
    }

    @Test
    void whatAPolicyDidHasALine() {
        assertThat(String.join("\n", StatusTable.policies(HALF_WAY))).isEqualTo("""

                        column                             policy                             values  first, last
                        shop.orders.paid                   zero-dates: null                    1,200  binlog.000001:4:0, binlog.000002:99:1""");
    }

    @Test
    void onlyTheEndOfTheSnapshotFillsTheBar() {
        PipelineStatus streaming = HALF_WAY.with(Phase.STREAMING, "");

        assertThat(StatusTable.lines(streaming).get(2)).contains("[####################]");
    }

    @Test
    void theBarStaysFullWhenThePipelineIsStopped() {
        PipelineStatus stopped = HALF_WAY.with(Phase.STREAMING, "").with(Phase.STOPPED, "");

        assertThat(StatusTable.lines(stopped).get(2)).contains("[####################]");
        assertThat(StatusTable.lines(HALF_WAY.with(Phase.STOPPED, "")).get(2)).contains("[##########          ]");
    }

    @Test
    void aReasonStandsBesideThePhase() {
        assertThat(StatusTable.lines(HALF_WAY.with(Phase.FAILED, "the disk is full")))
                .first()
                .isEqualTo("shop: FAILED (the disk is full)");
    }
}
