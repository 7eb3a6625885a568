package io.sluice.core.pipeline;

import io.sluice.core.access.SecretReferences;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param security what every client needs besides the address: {@code security.protocol}, {@code sasl.*},
 *     {@code ssl.*}; secrets are referred to, as in {@code ${secret:file:/path}}
 * @param replicationFactor of each topic that is created
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> security, short replicationFactor) {

    /** The replication factor by which Kafka itself means the brokers' {@code default.replication.factor}. */
    public static final short BROKERS_DEFAULT = -1;

    public KafkaCluster {
        security = Map.copyOf(security);
    }

    public static KafkaCluster plain(String bootstrapServers) {
        return new KafkaCluster(bootstrapServers, Map.of(), BROKERS_DEFAULT);
    }

    /**
     * What a client in this process is given: address and security, the secrets filled in. Never to be logged.
     *
     * @throws io.sluice.core.access.AccessException if a secret is not there
     */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(SecretReferences.resolve(security));
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /**
     * The same for a client that only watches: it says after some seconds that Kafka does not answer.
     *
     * @param answerMax how long it waits for an answer
     */
    public Map<String, Object> clientProperties(Duration answerMax) {
        Map<String, Object> properties = clientProperties();
        properties.put("default.api.timeout.ms", (int) answerMax.toMillis());
        properties.put("request.timeout.ms", (int) answerMax.toMillis());
        return properties;
    }
}
