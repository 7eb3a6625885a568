package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.wire.Flood;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many dead letters a table may make. */
class LetterLimitTest {

    private static final String ORDERS = "P.mysql.shop.orders";

    @TempDir
    Path state;

    private static void spoil(TransformerHarness transformer, String topic, int records) {
        for (int i = 0; i < records; i++) {
            transformer.pipe(topic, new byte[] {1}, new byte[] {2});
        }
    }

    @Test
    void oneTooManyStopsItsTableAndSaysWhy() {
        try (TransformerHarness transformer = new TransformerHarness(state)) {
            spoil(transformer, "P.mysql.shop.customers", 99);
            spoil(transformer, ORDERS, LetterCount.PER_MINUTE_MAX_DEFAULT);
            assertThatThrownBy(() -> spoil(transformer, ORDERS, 1))
                    .rootCause()
                    .hasMessageContaining("does not start with a zero byte");
            assertThat(transformer.floods().published).singleElement().satisfies(flood -> {
                assertThat(flood.topic()).isEqualTo(ORDERS);
                assertThat(flood.state())
                        .isInstanceOfSatisfying(Flood.Stopped.class, stopped -> assertThat(stopped.reason())
                                .startsWith("more than 100 dead letters in a minute, the last because: the record"));
            });
            assertThat(transformer.raw("P.floods")).isEmpty();
        }
    }

    @Test
    void anAcceptanceAdmitsAnyNumberAndIsExtendedByThem() {
        long now = System.currentTimeMillis();
        try (TransformerHarness transformer = new TransformerHarness(state)) {
            transformer.floods().publish(new Flood(ORDERS, 0, new Flood.Accepted(now + 20_000)));
            spoil(transformer, ORDERS, 500);
            assertThat(transformer.raw("P.dead-letters")).hasSize(500);
            assertThat(transformer.raw("P.floods")).singleElement().satisfies(entry -> {
                Flood flood = Flood.decode(entry.key(), entry.value());
                assertThat(flood.state())
                        .isInstanceOfSatisfying(Flood.Accepted.class, accepted -> assertThat(accepted.untilMillis())
                                .isBetween(now + 60_000, now + 120_000));
            });
        }
    }
}
