package io.sluice.transformer.config;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.deadletter.OnError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a transformer.
 *
 * @param registry base of the schema registry's Confluent API
 * @param replicationFactor of each topic that is created, {@code KafkaCluster.BROKERS_DEFAULT} included
 * @param recordLimit of all topics
 * @param compression of what is written, by Kafka's name for it
 * @param sequenceDistance how far PostgreSQL's sequences run ahead of MySQL's keys; at least 1
 * @param rawRetention how long raw topics keep records that the transformer has read
 * @param deadLettersPerMinuteMax how many dead letters a table may make in a minute; more stop it. At least 1
 * @param stateDirectory where Kafka Streams keeps files; safe to lose
 * @param kafka further properties of Kafka Streams and its clients, such as SASL, with references in place of secrets;
 *     they override the transformer's own settings
 */
public record TransformerConfig(
        Topics topics,
        String bootstrapServers,
        HttpAccess registry,
        short replicationFactor,
        RecordLimit recordLimit,
        String compression,
        MappingRules rules,
        long sequenceDistance,
        Duration rawRetention,
        OnError onError,
        int deadLettersPerMinuteMax,
        Path stateDirectory,
        Map<String, String> kafka) {

    public TransformerConfig {
        kafka = Map.copyOf(kafka);
        if (sequenceDistance < 1) {
            throw new IllegalArgumentException("the sequence distance is at least 1, unlike " + sequenceDistance);
        }
    }

    /** The transformer of a pipeline on the given servers, with dead letters for what cannot be carried over. */
    public static TransformerConfig of(Pipeline pipeline, Servers servers, Path stateDirectory) {
        return new TransformerConfig(
                pipeline.topics(),
                servers.kafka().bootstrapServers(),
                servers.registry(),
                servers.kafka().replicationFactor(),
                pipeline.recordLimit(),
                pipeline.compression(),
                pipeline.rules(),
                pipeline.sequenceDistance(),
                pipeline.rawRetention(),
                OnError.DEAD_LETTER,
                pipeline.deadLettersPerMinuteMax(),
                stateDirectory,
                servers.kafka().security());
    }

    public TransformerConfig withRules(MappingRules others) {
        return new TransformerConfig(
                topics,
                bootstrapServers,
                registry,
                replicationFactor,
                recordLimit,
                compression,
                others,
                sequenceDistance,
                rawRetention,
                onError,
                deadLettersPerMinuteMax,
                stateDirectory,
                kafka);
    }

    public TransformerConfig withOnError(OnError other) {
        return new TransformerConfig(
                topics,
                bootstrapServers,
                registry,
                replicationFactor,
                recordLimit,
                compression,
                rules,
                sequenceDistance,
                rawRetention,
                other,
                deadLettersPerMinuteMax,
                stateDirectory,
                kafka);
    }

    /** A copy with more properties of Kafka Streams, which override those of this configuration. */
    public TransformerConfig withKafka(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(kafka);
        properties.putAll(more);
        return new TransformerConfig(
                topics,
                bootstrapServers,
                registry,
                replicationFactor,
                recordLimit,
                compression,
                rules,
                sequenceDistance,
                rawRetention,
                onError,
                deadLettersPerMinuteMax,
                stateDirectory,
                properties);
    }

    /** The consumer group, from which Kafka Streams also derives the names of its internal topics. */
    public String applicationId() {
        return topics.pipeline() + "-transformer";
    }
}
