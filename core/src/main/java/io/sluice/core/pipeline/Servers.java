package io.sluice.core.pipeline;

import java.net.URI;

/**
 * The servers that a pipeline runs on.
 *
 * @param registry base of the schema registry's Confluent API, such as {@code http://host:8081/apis/ccompat/v7}
 * @param replicationFactor of each topic that is created
 */
public record Servers(String bootstrapServers, URI connect, URI registry, short replicationFactor) {

    /** The replication factor by which Kafka itself means the brokers' {@code default.replication.factor}. */
    public static final short BROKERS_DEFAULT = -1;

    /** Servers that replicate as they are set up to. */
    public Servers(String bootstrapServers, URI connect, URI registry) {
        this(bootstrapServers, connect, registry, BROKERS_DEFAULT);
    }
}
