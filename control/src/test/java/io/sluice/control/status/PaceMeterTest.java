package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaceMeterTest {

    private final PaceMeter meter = new PaceMeter();

    private Pace measure(long millis, Phase phase, long rows, long changes) {
        TableStatus table = new TableStatus("a.t", "a.t", 10_000, rows, changes, 0, 0);
        return meter.measure(
                millis,
                new PipelineStatus(
                        "shop",
                        phase,
                        "",
                        false,
                        Pace.NONE,
                        List.of(table),
                        List.of(),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void aSnapshotHasARateAndAnEnd() {
        assertThat(measure(5_000, Phase.LOADING, 1_000, 0)).isEqualTo(new Pace(0, 0, Pace.UNKNOWN));
        assertThat(measure(6_000, Phase.LOADING, 2_000, 0)).isEqualTo(new Pace(1_000, 1_000, 8_000));
        assertThat(measure(8_000, Phase.LOADING, 10_000, 0)).isEqualTo(new Pace(3_000, 3_000, 0));
    }

    @Test
    void anotherPhaseBeginsAnewAndCountsChanges() {
        measure(5_000, Phase.LOADING, 10_000, 0);
        measure(6_000, Phase.STREAMING, 10_000, 0);
        assertThat(measure(8_000, Phase.STREAMING, 10_000, 50)).isEqualTo(new Pace(2_000, 25, Pace.UNKNOWN));
    }

    @Test
    void onlyTheLastSecondsCount() {
        measure(0, Phase.STREAMING, 0, 0);
        measure(1_000, Phase.STREAMING, 0, 1_000_000);
        for (long second = 2; second < 11; second++) {
            measure(second * 1_000, Phase.STREAMING, 0, 1_000_000);
        }
        assertThat(measure(12_000, Phase.STREAMING, 0, 1_000_000).perSecond()).isZero();
    }

    @Test
    void aSnapshotThatBeginsAnewHasNoNegativeRate() {
        measure(0, Phase.LOADING, 5_000, 0);
        assertThat(measure(1_000, Phase.LOADING, 0, 0)).isEqualTo(new Pace(1_000, 0, Pace.UNKNOWN));
    }
}
