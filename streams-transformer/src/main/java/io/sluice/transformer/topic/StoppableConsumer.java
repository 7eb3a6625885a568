package io.sluice.transformer.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** A consumer that does not read the tables that are not loaded yet, or that a flood of dead letters has stopped. */
final class StoppableConsumer extends GaplessConsumer {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final KafkaFloods floods;
    private final KafkaLoads loads;
    private final HeldPartitions held = new HeldPartitions();
    private long lookedNanos = System.nanoTime();

    StoppableConsumer(Map<String, Object> properties, KafkaFloods floods, KafkaLoads loads) {
        super(properties);
        this.floods = floods;
        this.loads = loads;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (System.nanoTime() - lookedNanos > LOOK_EVERY.toNanos()) {
            look();
        }
        return super.poll(timeout);
    }

    /** Pauses what has to wait, and resumes what need not wait any longer. */
    private void look() {
        floods.refresh();
        loads.refresh();
        HeldPartitions.Turn turn = held.turn(assignment(), table -> floods.isStopped(table) || loads.isAwaited(table));
        super.pause(turn.pause());
        super.resume(turn.resume());
        lookedNanos = System.nanoTime();
    }

    /** A poll may bring records of partitions that were assigned in it, so that they are looked at before. */
    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        super.subscribe(pattern, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                look();
                listener.onPartitionsAssigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                listener.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                listener.onPartitionsLost(partitions);
            }
        });
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        held.pausedByStreams(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        super.resume(held.resumedByStreams(partitions));
    }
}
