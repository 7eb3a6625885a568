package io.sluice.transformer.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Streams and floods pause the same partitions, and neither resumes what the other has paused. */
class HeldPartitionsTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition ITEMS = new TopicPartition("items", 0);
    private static final Set<TopicPartition> BOTH = Set.of(ORDERS, ITEMS);

    private final HeldPartitions held = new HeldPartitions();

    @Test
    void streamsResumesNothingThatAFloodHolds() {
        assertThat(held.turn(BOTH, ORDERS::equals).pause()).containsExactly(ORDERS);
        held.pausedByStreams(BOTH);
        assertThat(held.resumedByStreams(BOTH)).containsExactly(ITEMS);
    }

    @Test
    void theEndOfAFloodResumesNothingThatStreamsHolds() {
        held.turn(BOTH, BOTH::contains);
        held.pausedByStreams(Set.of(ORDERS));
        HeldPartitions.Turn over = held.turn(BOTH, partition -> false);
        assertThat(over.pause()).isEmpty();
        assertThat(over.resume()).containsExactly(ITEMS);
        assertThat(held.resumedByStreams(List.of(ORDERS))).containsExactly(ORDERS);
    }

    @Test
    void whatIsNoLongerAssignedIsForgotten() {
        held.pausedByStreams(BOTH);
        held.turn(BOTH, BOTH::contains);
        held.turn(Set.of(), BOTH::contains);
        assertThat(held.turn(BOTH, ORDERS::equals).resume()).isEmpty();
        assertThat(held.turn(BOTH, partition -> false).resume()).containsExactly(ORDERS);
    }
}
