package io.sluice.core.pipeline;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One source, one target, one set of rules, one topic prefix: what {@code pipeline.yaml} describes.
 *
 * @param name also the prefix of every topic
 * @param sequenceDistance how far PostgreSQL's sequences run ahead of MySQL's AUTO_INCREMENT values
 * @param rawRetention how long raw topics keep records that the transformer has read
 * @param deadLettersPerMinuteMax how many dead letters a table may make in a minute; more stop it. At least 1
 * @param dataDirectory where standalone mode keeps its state
 * @param http where standalone mode serves metrics and health; empty for any free port of this machine
 * @param servers the user's own servers; empty for standalone mode
 */
public record Pipeline(
        String name,
        Database source,
        TableSelection tables,
        Database target,
        MappingRules rules,
        long sequenceDistance,
        Duration rawRetention,
        int deadLettersPerMinuteMax,
        Path dataDirectory,
        Optional<InetSocketAddress> http,
        Optional<Servers> servers) {

    public static final long DEFAULT_SEQUENCE_DISTANCE = 10_000;
    public static final Duration DEFAULT_RAW_RETENTION = Duration.ofDays(7);

    public Topics topics() {
        return new Topics(name);
    }
}
