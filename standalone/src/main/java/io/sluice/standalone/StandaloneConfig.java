package io.sluice.standalone;

import io.sluice.core.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configuration of standalone mode.
 *
 * @param pipelineName the prefix of every topic's name
 * @param dataDirectory the directory of all state; created if missing
 * @param pluginDirectory the Connect worker's {@code plugin.path}: one directory per plugin below it
 * @param registryDirectory the unpacked Apicurio Registry, its runner jar at the top
 * @param http the address of metrics and health; empty for any free port of the loopback interface
 */
public record StandaloneConfig(
        String pipelineName,
        Path dataDirectory,
        Path pluginDirectory,
        Path registryDirectory,
        Optional<InetSocketAddress> http) {

    /** @throws IllegalArgumentException if the name cannot start a topic's name */
    public StandaloneConfig {
        pipelineName = new Topics(pipelineName).pipeline();
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        pluginDirectory = pluginDirectory.toAbsolutePath().normalize();
        registryDirectory = registryDirectory.toAbsolutePath().normalize();
    }
}
