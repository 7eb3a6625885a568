package io.sluice.sink.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class LogContinuityTest {

    private static final TopicPartition ORDERS = new TopicPartition("shop.postgres.shop.orders", 0);

    private final LogContinuity continuity = new LogContinuity("shop-sink");

    @Test
    void theSameTopicIsReadOn() {
        assertThatCode(() -> continuity.require(ORDERS, 7, "a", log("a", 0))).doesNotThrowAnyException();
        assertThatCode(() -> continuity.require(ORDERS, 7, "a", log("a", 7)))
                .as("what was read may be deleted")
                .doesNotThrowAnyException();
    }

    @Test
    void aTopicThatWasNotKnownYetIsTaken() {
        assertThatCode(() -> continuity.require(ORDERS, 7, null, log("a", 0))).doesNotThrowAnyException();
    }

    @Test
    void anotherTopicOfTheNameIsRefused() {
        assertThatThrownBy(() -> continuity.require(ORDERS, 7, "a", log("b", 0)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Topic shop.postgres.shop.orders, partition 0 is not the one that has been read"
                        + " up to offset 7: it was deleted and created again")
                .hasMessageContaining("offsets of shop-sink");
    }

    @Test
    void recordsThatAreGoneBeforeTheyWereReadAreMissed() {
        assertThatThrownBy(() -> continuity.require(ORDERS, 7, "a", log("a", 9)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Kafka has removed the records before offset 9");
    }

    private static PartitionLog log(String topicId, long start) {
        return new PartitionLog(topicId, start, 9, Optional.empty());
    }

    private static PartitionLog compacted(long end) {
        return new PartitionLog("a", 0, end, Optional.of(Duration.ofDays(7)));
    }

    /** That the partition had been read up to this end, so many days ago. */
    private static CatchUp caughtUp(long end, int days) {
        Instant now = Instant.parse("2024-02-10T12:00:00Z");
        return new CatchUp(end, now.minus(Duration.ofDays(days)), now);
    }

    @Test
    void whoeverWasAwayForLongerThanTombstonesAreKeptIsStopped() {
        assertThatThrownBy(() -> continuity.requireTombstones(ORDERS, 7, caughtUp(8, 8), compacted(9)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("partition 0 had last been read to its end at 2024-02-02T12:00:00Z")
                .hasMessageContaining("delete.retention.ms, 604800 s")
                .hasMessageContaining("set the partition's offset to 7 again");
    }

    @Test
    void nobodyElseIsStopped() {
        assertThatCode(() -> {
                    continuity.requireTombstones(ORDERS, 7, caughtUp(8, 6), compacted(9));
                    continuity.requireTombstones(ORDERS, 7, caughtUp(9, 8), compacted(9));
                    continuity.requireTombstones(ORDERS, 9, caughtUp(4, 8), compacted(9));
                    continuity.requireTombstones(ORDERS, 7, caughtUp(8, 8), log("a", 0));
                })
                .as("away for less; nothing written since; all applied; not compacted")
                .doesNotThrowAnyException();
    }
}
