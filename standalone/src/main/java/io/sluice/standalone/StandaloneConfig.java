package io.sluice.standalone;

import io.sluice.core.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What standalone mode needs to know.
 *
 * @param pipelineName what every topic's name starts with
 * @param dataDirectory where all state is kept; created when missing
 * @param pluginDirectory the Connect worker's {@code plugin.path}: one directory per plugin below it
 * @param registryDirectory the unpacked Apicurio Registry, its runner jar at the top
 * @param http where metrics and health are served; empty for any free port of this machine
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
