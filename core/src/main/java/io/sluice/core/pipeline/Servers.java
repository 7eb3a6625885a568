package io.sluice.core.pipeline;

import io.sluice.core.access.HttpAccess;
import java.net.URI;

/**
 * The servers that a pipeline runs on.
 *
 * @param registry base of the schema registry's Confluent API, such as {@code http://host:8081/apis/ccompat/v7}
 */
public record Servers(KafkaCluster kafka, HttpAccess connect, HttpAccess registry) {

    /** Servers that ask for nothing, such as those of standalone mode. */
    public static Servers plain(String bootstrapServers, URI connect, URI registry) {
        return new Servers(KafkaCluster.plain(bootstrapServers), HttpAccess.plain(connect), HttpAccess.plain(registry));
    }
}
