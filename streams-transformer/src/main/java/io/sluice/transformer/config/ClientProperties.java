package io.sluice.transformer.config;

import io.sluice.core.access.SecretReferences;
import java.util.Properties;

/** The settings of the Kafka clients other than those of Kafka Streams. */
public final class ClientProperties {

    private ClientProperties() {}

    /**
     * The config's own properties win over what is set here, without those for a consumer or a producer alone; secrets in
     * them are resolved.
     *
     * @param purpose ends the client's id
     */
    public static Properties of(TransformerConfig config, String purpose) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", config.bootstrapServers());
        properties.put("client.id", config.applicationId() + "-" + purpose);
        SecretReferences.resolve(config.kafka()).forEach((name, value) -> {
            if (!name.contains("consumer.") && !name.contains("producer.")) {
                properties.put(name, value);
            }
        });
        return properties;
    }
}
