package io.sluice.core.pipeline;

import java.net.URI;

/**
 * The servers that a pipeline runs on.
 *
 * @param registry base of the schema registry's Confluent API, such as {@code http://host:8081/apis/ccompat/v7}
 */
public record Servers(String bootstrapServers, URI connect, URI registry) {}
