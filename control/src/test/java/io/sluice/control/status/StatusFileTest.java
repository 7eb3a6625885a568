package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.change.OpenChange;
import io.sluice.core.letter.ReasonClass;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

    private static final PipelineStatus HALF_WAY = new PipelineStatus(
            "shop",
            Phase.LOADING,
            "",
            false,
            new Pace(200_000, 1_234.5, 61_000),
            List.of(new TableStatus("shop.orders", "public.orders", 2_000, 1_000, 0, 0, 0)),
            List.of(new LoadStatus("shop.orders", false, 1_200, 310_000, 12, 4, 1)),
            30,
            1,
            List.of(new LetterReason("shop.customers", ReasonClass.VALUE_UNMAPPABLE, "column born: … is no date", 1)),
            List.of(new PolicyCount(
                    "shop.orders", "paid", "zero-dates", "null", 1_200, "binlog.000001:4:0", "binlog.000002:99:1")),
            List.of(),
            List.of(new OpenChange(
                    7,
                    "shop.items",
                    OpenChange.Standing.STOPPED_BY_SCHEMA_CHANGE,
                    "DROP TABLE items",
                    "binlog.000001:4:0",
                    60_000,
                    "by policy",
                    0,
                    0)),
            List.of());

    @Test
    void theLastStatusIsReadBack(@TempDir Path directory) {
        StatusFile file = new StatusFile(directory);
        assertThat(file.read()).isEmpty();

        file.write(HALF_WAY);
        file.write(HALF_WAY.with(Phase.STOPPED, ""));

        assertThat(file.read()).contains(HALF_WAY.with(Phase.STOPPED, ""));
    }
}
