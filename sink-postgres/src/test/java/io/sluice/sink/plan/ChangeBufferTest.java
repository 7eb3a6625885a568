package io.sluice.sink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.sink.change.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ChangeBufferTest {

    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);

    private final Map<TopicPartition, Long> applied = new HashMap<>(Map.of(A, 10L, B, 20L));
    private final ChangeBuffer buffer = new ChangeBuffer(3, 1 << 20, applied::get);

    private static Change change(TopicPartition partition, long offset) {
        return new Change.Nothing(
                new SinkRecord(partition.topic(), partition.partition(), null, null, null, null, offset));
    }

    private void add(Change... changes) {
        List.of(changes).forEach(buffer::add);
    }

    @Test
    void givesOutTheOldestChangesInBatches() {
        Change[] changes = {change(A, 10), change(B, 22), change(A, 15), change(A, 16)};
        add(changes);

        Batch batch = buffer.take();
        assertThat(batch.changes()).containsExactly(changes[0], changes[1], changes[2]);
        assertThat(batch.advances())
                .extracting(OffsetAdvance::partition, OffsetAdvance::from, OffsetAdvance::to)
                .containsExactlyInAnyOrder(tuple(A, 10L, 16L), tuple(B, 20L, 23L));
        applied.put(A, 16L);
        assertThat(buffer.take().advances())
                .extracting(OffsetAdvance::partition, OffsetAdvance::from, OffsetAdvance::to)
                .containsExactly(tuple(A, 16L, 17L));
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void isFullByRows() {
        add(change(A, 10), change(A, 11));
        assertThat(buffer.isFull()).isFalse();
        add(change(A, 12));
        assertThat(buffer.isFull()).isTrue();
    }

    @Test
    void isFullByBytesAndGivesOutAtLeastOneChange() {
        ChangeBuffer small = new ChangeBuffer(1_000, 250, applied::get);
        for (long offset = 10; offset < 15; offset++) {
            assertThat(small.isFull()).isEqualTo(offset > 12);
            small.add(change(A, offset));
        }
        assertThat(small.take().changes()).hasSize(2);
        ChangeBuffer tiny = new ChangeBuffer(1_000, 1, applied::get);
        tiny.add(change(A, 10));
        tiny.add(change(A, 11));
        assertThat(tiny.take().changes()).hasSize(1);
    }

    @Test
    void aBatchHasChangesOfSoManyPartitionsOnly() {
        ChangeBuffer many = new ChangeBuffer(1_000, 1 << 20, partition -> 0L);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i <= ChangeBuffer.PARTITIONS_MAX; i++) {
                many.add(change(new TopicPartition("t" + i, 0), round));
            }
        }

        assertThat(many.take().changes()).hasSize(ChangeBuffer.PARTITIONS_MAX);
        // The last table's change, and those of the others but one.
        assertThat(many.take().changes()).hasSize(ChangeBuffer.PARTITIONS_MAX);
        assertThat(many.take().changes()).hasSize(2);
        assertThat(many.isEmpty()).isTrue();
    }

    @Test
    void dropsPartitions() {
        Change kept = change(B, 20);
        add(change(A, 10), kept, change(A, 11));
        long three = buffer.bytes();
        buffer.drop(Set.of(A));

        assertThat(buffer.bytes()).isEqualTo(three / 3);
        assertThat(buffer.take().changes()).containsExactly(kept);
    }
}
