package io.sluice.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.change.OpenChange;
import io.sluice.control.flood.StoppedTable;
import io.sluice.control.status.LetterReason;
import io.sluice.control.status.LoadStatus;
import io.sluice.control.status.Pace;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.PolicyCount;
import io.sluice.control.status.TableStatus;
import io.sluice.control.watch.Absence;
import io.sluice.control.watch.Dependency;
import io.sluice.core.letter.ReasonClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final PipelineStatus HALF_WAY = new PipelineStatus(
            "shop",
            Phase.LOADING,
            "",
            false,
            new Pace(200_000, 1_234.5, 61_000),
            List.of(
                    new TableStatus("shop.orders", "public.orders", 2_000, 1_000, 0, 0, 0),
                    new TableStatus("shop.customers", "public.customers", 500, 700, 3, 41, 1)),
            List.of(
                    new LoadStatus("shop.orders", false, 1_200, 310_000, 12, 4, 1),
                    new LoadStatus("shop.customers", true, 700, 56_000, 2, 1, 1),
                    new LoadStatus("shop.later", false, 0, 0, 0, 0, 0)),
            45_000,
            1,
            List.of(new LetterReason("shop.customers", ReasonClass.VALUE_UNMAPPABLE, "column born: … is no date", 1)),
            List.of(new PolicyCount(
                    "shop.orders", "paid", "zero-dates", "null", 1_200, "binlog.000001:4:0", "binlog.000002:99:1")),
            List.of(),
            List.of(),
            List.of());

    @Test
    void aTableHasALineWithItsProgress() {
        assertThat(String.join("\n", StatusTable.lines(HALF_WAY))).isEqualTo("""
                        shop: LOADING for 3 min 20 s, 1,235 rows/s, about 1 min 1 s left
                          load of shop.orders: 1,200 rows, 310.0 kB, in 12 chunks; 3 under way
                          reload of shop.customers: 700 rows, 56.0 kB, in 2 chunks; rows that MySQL lacks are being removed
                          45,000 changes made meanwhile are to be replayed
                        table                                      rows  loaded                    changes    lag ms  errors
                        shop.orders                               1,000  [##########          ]          0         -       0
                        shop.customers                              700  [####################]          3        41       1""");
    }

    @Test
    void whatAPolicyDidHasALine() {
        assertThat(String.join("\n", StatusTable.policies(HALF_WAY))).isEqualTo("""

                        column                             policy                             values
                        shop.orders.paid                   zero-dates: null                    1,200""");
    }

    @Test
    void deadLettersHaveALineForEachReason() {
        assertThat(String.join("\n", StatusTable.letters(HALF_WAY))).isEqualTo("""

                        open dead letters of                      count  reason
                        shop.customers                                1  VALUE_UNMAPPABLE: column born: … is no date""");
    }

    @Test
    void whoIsAwayAndWhatIsStoppedStandAtTheTop() {
        PipelineStatus status = new PipelineStatus(
                        "shop",
                        Phase.STREAMING,
                        "",
                        true,
                        Pace.NONE,
                        List.of(),
                        List.of(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(new StoppedTable("shop.orders", 0, "too many")),
                        List.of(new OpenChange(
                                7,
                                "shop.items",
                                OpenChange.Standing.STOPPED_BY_SCHEMA_CHANGE,
                                "DROP TABLE items",
                                "binlog.000001:4:0",
                                0,
                                "by policy",
                                0,
                                0)),
                        List.of())
                .away(List.of(new Absence(Dependency.MYSQL, Absence.Kind.SILENT, 0, "no answer")));
        assertThat(StatusTable.lines(status).get(1))
                .startsWith("  shop.orders is stopped since ")
                .endsWith(
                        "too many; correct the cause, then start 'sluice run' with --accept-dead-letters shop.orders");
        assertThat(StatusTable.lines(status).get(2))
                .startsWith("  shop.items: STOPPED_BY_SCHEMA_CHANGE since ")
                .contains("'DROP TABLE items' at binlog.000001:4:0 (by policy)")
                .endsWith("apply 7', or 'skip 7', or 'reload 7'");
        assertThat(StatusTable.lines(status).get(3))
                .startsWith("  waiting for MySQL since ")
                .endsWith("no answer");
    }

    @Test
    void onlyTheEndOfTheSnapshotFillsTheBar() {
        PipelineStatus streaming = HALF_WAY.with(Phase.STREAMING, "");

        assertThat(StatusTable.lines(streaming).get(4)).contains("[####################]");
    }

    @Test
    void theBarStaysFullWhenThePipelineIsStopped() {
        PipelineStatus stopped = HALF_WAY.with(Phase.STREAMING, "").with(Phase.STOPPED, "");

        assertThat(StatusTable.lines(stopped).get(4)).contains("[####################]");
        assertThat(StatusTable.lines(HALF_WAY.with(Phase.STOPPED, "")).get(4)).contains("[##########          ]");
    }

    @Test
    void aReasonStandsBesideThePhase() {
        assertThat(StatusTable.lines(HALF_WAY.with(Phase.FAILED, "the disk is full")))
                .first()
                .isEqualTo("shop: FAILED (the disk is full)");
    }
}
