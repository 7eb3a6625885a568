package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a distance of 100. */
class SequencesTest {

    private static final String ID = "{\"column\":\"id\",\"schema\":\"shop\",\"table\":\"orders\"}";

    @TempDir
    Path state;

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

    private void insert(long... ids) {
        LongStream.of(ids).forEach(id -> transformer.pipe(orders, orders.insert(id)));
    }

    private static String raised(long mark, long reserved) {
        return "sequence " + ID + " {\"high_water_mark\": " + mark + ", \"reserved\": " + reserved + "}";
    }

    @Test
    void reservesAtTheFirstRow() {
        insert(7);

        assertThat(transformer.texts("P.sequences")).containsExactly(raised(7, 107));
    }

    @Test
    void raisesWhenAQuarterOfTheDistanceIsUsedUp() {
        insert(1, 10, 26);
        transformer.pass(Duration.ofSeconds(1));
        assertThat(transformer.texts("P.sequences")).containsExactly(raised(1, 101));

        insert(27);
        transformer.pass(Duration.ofSeconds(1));
        assertThat(transformer.texts("P.sequences")).containsExactly(raised(27, 127));
    }

    @Test
    void raisesAtOnceWhenAMarkJumps() {
        insert(1, 5_000);

        assertThat(transformer.texts("P.sequences")).containsExactly(raised(1, 101), raised(5_000, 5_100));
    }

    @Test
    void alwaysKeepsHalfOfTheDistance() {
        long reserved = 0;
        for (long id = 1; id < 2_000; id++) {
            insert(id);
            for (TransformerHarness.Output output : transformer.read("P.sequences")) {
                reserved = (Long) transformer.decode(output.record().value()).get("reserved");
            }
            assertThat(reserved - id).isBetween(50L, 100L);
        }
    }

    @Test
    void neverGoesDown() {
        insert(500, 3, 4);
        transformer.pipe(orders, orders.delete(500L));
        transformer.pass(Duration.ofSeconds(1));

        assertThat(transformer.texts("P.sequences")).containsExactly(raised(500, 600));
    }

    @Test
    void leavesHalfOfWhatTheTypeHasLeftToPostgres() {
        RawTable small = transformer.table("shop", "small").key("id", "\"int\"", "SMALLINT");

        transformer.pipe(small, small.insert(32_747), small.insert(32_767));

        assertThat(transformer.texts("P.sequences"))
                .containsExactly(
                        "sequence {\"column\":\"id\",\"schema\":\"shop\",\"table\":\"small\"}"
                                + " {\"high_water_mark\": 32747, \"reserved\": 32757}",
                        "sequence {\"column\":\"id\",\"schema\":\"shop\",\"table\":\"small\"}"
                                + " {\"high_water_mark\": 32767, \"reserved\": 32767}");
    }

    @Test
    void followsAColumnThatIsWidened() {
        RawTable narrow = transformer.table("shop", "orders").key("id", "\"int\"", "INT");
        transformer.pipe(narrow, narrow.insert(Integer.MAX_VALUE));

        insert(Integer.MAX_VALUE + 1L, Integer.MAX_VALUE + 500L);
        transformer.pass(Duration.ofSeconds(1));

        assertThat(transformer.raw("P.dead-letters")).isEmpty();
        assertThat(transformer.texts("P.sequences"))
                .containsExactly(
                        raised(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        raised(Integer.MAX_VALUE + 1L, Integer.MAX_VALUE + 101L),
                        raised(Integer.MAX_VALUE + 500L, Integer.MAX_VALUE + 600L));
    }

    @Test
    void takesChangedKeysAsWell() {
        transformer.pipe(orders, orders.insert(1_000L));
        transformer.pipe(orders, orders.update(new Object[] {1_000L}, 2_000L));

        assertThat(transformer.texts("P.sequences")).containsExactly(raised(1_000, 1_100), raised(2_000, 2_100));
    }

    @Test
    void ignoresNegativeKeysAndKeysThatAreNoIntegers() {
        RawTable settings = transformer.table("shop", "settings").key("name", "\"string\"", "VARCHAR(20)");

        insert(-5);
        transformer.pipe(settings, settings.insert("a"));
        transformer.pass(Duration.ofSeconds(1));

        assertThat(transformer.texts("P.sequences")).isEmpty();
    }
}
