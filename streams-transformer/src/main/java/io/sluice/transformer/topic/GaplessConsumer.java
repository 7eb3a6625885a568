package io.sluice.transformer.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that stops where the records that were to be read next are gone. Streams would go on with those that are
 * left, and rows would be missing in silence.
 */
class GaplessConsumer extends KafkaConsumer<byte[], byte[]> {

    GaplessConsumer(Map<String, Object> properties) {
        super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @throws LostRecordsException if there is a gap; a partition that was never read has none */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            Map.Entry<TopicPartition, Long> gap =
                    e.offsetOutOfRangePartitions().entrySet().iterator().next();
            throw LostRecordsException.gap(gap.getKey().topic(), gap.getKey().partition(), gap.getValue(), e);
        }
    }
}
