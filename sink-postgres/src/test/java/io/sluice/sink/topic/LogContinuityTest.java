package io.sluice.sink.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class LogContinuityTest {

    private static final TopicPartition ORDERS = new TopicPartition("shop.postgres.shop.orders", 0);

    private final LogContinuity continuity = new LogContinuity("shop-sink");

    @Test
    void theSameTopicIsReadOn() {
        assertThatCode(() -> continuity.require(ORDERS, 7, "a", new PartitionLog("a", 0)))
                .doesNotThrowAnyException();
        assertThatCode(() -> continuity.require(ORDERS, 7, "a", new PartitionLog("a", 7)))
                .as("what was read may be deleted")
                .doesNotThrowAnyException();
    }

    @Test
    void aTopicThatWasNotKnownYetIsTaken() {
        assertThatCode(() -> continuity.require(ORDERS, 7, null, new PartitionLog("a", 0)))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherTopicOfTheNameIsRefused() {
        assertThatThrownBy(() -> continuity.require(ORDERS, 7, "a", new PartitionLog("b", 0)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Topic shop.postgres.shop.orders, partition 0 is not the one that has been read"
                        + " up to offset 7: it was deleted and created again")
                .hasMessageContaining("offsets of shop-sink");
    }

    @Test
    void recordsThatAreGoneBeforeTheyWereReadAreMissed() {
        assertThatThrownBy(() -> continuity.require(ORDERS, 7, "a", new PartitionLog("a", 9)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Kafka has removed the records before offset 9");
    }
}
