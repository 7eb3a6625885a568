package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a distance of 100. */
class TransformerMetricsTest {

    private static final Duration UNTIL_PUBLISHED = Duration.ofSeconds(1);

    @TempDir
    Path state;

    private final long startMillis = System.currentTimeMillis();
    private TransformerHarness transformer;
    private RawTable orders;

    @BeforeEach
    void start() {
        transformer = new TransformerHarness(state);
        orders = transformer.table("shop", "orders").key("id", "\"long\"", "BIGINT");
    }

    @AfterEach
    void stop() {
        transformer.close();
    }

    @Test
    void countChangeEventsAndTheRowsTheyBecome() {
        transformer.pipe(orders, orders.insert(1L), orders.update(new Object[] {1L}, 2L), orders.delete(2L));
        transformer.pass(UNTIL_PUBLISHED);

        assertThat(transformer.metric("change-events-total", "P")).isEqualTo(3);
        // An update that changes the key is a delete and an insert.
        assertThat(transformer.metric("row-changes-total", "P")).isEqualTo(4);
        assertThat(transformer.metric("dead-letters-total", "P")).isZero();
    }

    @Test
    void countDeadLettersAtOnce() {
        transformer.pipe(orders.topic("P.mysql"), null, new byte[] {7});

        assertThat(transformer.metric("dead-letters-total", "P")).isEqualTo(1);
    }

    @Test
    void tellTheGreatestAgeOfAChange() {
        transformer.pipe(orders, orders.insert(1L));
        transformer.pass(UNTIL_PUBLISHED);

        assertThat(transformer.metric("lag-ms", "P"))
                .isBetween(
                        (double) startMillis - RawTable.COMMIT_MILLIS,
                        (double) System.currentTimeMillis() - RawTable.COMMIT_MILLIS);
    }

    @Test
    void tellMarksAndReservations() {
        transformer.pipe(orders, orders.insert(7L), orders.insert(20L));
        transformer.pass(UNTIL_PUBLISHED);

        assertThat(transformer.metric("sequence-mark", "P", "shop.orders", "id"))
                .isEqualTo(20);
        assertThat(transformer.metric("sequence-reserved", "P", "shop.orders", "id"))
                .isEqualTo(107);
        assertThat(transformer.metric("sequence-distance", "P", "shop.orders", "id"))
                .isEqualTo(100);
    }
}
