package io.sluice.core.pipeline;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One source, one target, one set of rules, one topic prefix: what {@code pipeline.yaml} describes.
 *
 * @param name also the prefix of every topic
 * @param recordLimit of one row of the source
 * @param sequenceDistance how far PostgreSQL's sequences run ahead of MySQL's AUTO_INCREMENT values
 * @param rawRetention how long raw topics keep records that the transformer has read
 * @param deadLettersPerMinuteMax how many dead letters a table may make in a minute; more stop it. At least 1
 * @param rewriteBytesMax how large a table, with its indexes, may be that PostgreSQL writes anew for a schema change; a larger
 *     one is reloaded. At least 1
 * @param load how its tables are read
 * @param dataDirectory where standalone mode keeps its state
 * @param http where standalone mode serves metrics and health; empty for any free port of this machine
 * @param servers the user's own servers; empty for standalone mode
 */
public record Pipeline(
        String name,
        Database source,
        TableSelection tables,
        RecordLimit recordLimit,
        Database target,
        MappingRules rules,
        long sequenceDistance,
        Duration rawRetention,
        int deadLettersPerMinuteMax,
        long rewriteBytesMax,
        LoadPace load,
        Path dataDirectory,
        Optional<InetSocketAddress> http,
        Optional<Servers> servers) {

    public static final long DEFAULT_SEQUENCE_DISTANCE = 10_000;
    public static final long DEFAULT_REWRITE_BYTES_MAX = 10L << 30;
    public static final Duration DEFAULT_RAW_RETENTION = Duration.ofDays(7);

    /**
     * How producers compress, by Kafka's name for it. A consumer bounds what it fetches and hands on by the bytes that are
     * sent, and some kilobytes can be a gigabyte in memory; standalone mode has no network and little memory.
     */
    public String compression() {
        return servers.isPresent() ? "lz4" : "none";
    }

    public Topics topics() {
        return new Topics(name);
    }
}
