package io.sluice.transformer.config;

import io.sluice.core.access.SecretReferences;
import io.sluice.core.wire.RecordLimit;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** The settings of Kafka Streams: exactly once, low latency, and a fast restart after a kill. */
public final class StreamsProperties {

    private StreamsProperties() {}

    /** The config's own properties win over what is set here; secrets in them are resolved. */
    public static Properties of(TransformerConfig config) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDirectory().toAbsolutePath().toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Integer.toString(config.replicationFactor()));
        exactness(properties);
        latency(properties);
        size(properties, config);
        membership(properties);
        properties.putAll(SecretReferences.resolve(config.kafka()));
        return properties;
    }

    private static void exactness(Properties properties) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, UsePartitionTimeOnInvalidTimestamp.class);
        // Tables are independent, so a task need not wait for records of another topic.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
    }

    /** Readers of the output see a row only after its transaction is committed, so commits are frequent. */
    private static void latency(Properties properties) {
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "25");
        properties.put(StreamsConfig.POLL_MS_CONFIG, "25");
        properties.put(producer(ProducerConfig.LINGER_MS_CONFIG), "0");
        properties.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), Integer.toString(256 * 1024));
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024));
    }

    private static void size(Properties properties, TransformerConfig config) {
        RecordLimit limit = config.recordLimit();
        properties.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), config.compression());
        properties.putAll(RecordLimit.prefixed(StreamsConfig.PRODUCER_PREFIX, limit.producer()));
        properties.putAll(RecordLimit.prefixed(StreamsConfig.CONSUMER_PREFIX, limit.consumer()));
    }

    /** How soon new tables are found, and how soon another instance takes over from a killed transformer. */
    private static void membership(Properties properties) {
        properties.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, "1000");
        properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "6000");
        properties.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), "1500");
    }

    private static String producer(String property) {
        return StreamsConfig.producerPrefix(property);
    }

    private static String consumer(String property) {
        return StreamsConfig.consumerPrefix(property);
    }
}
