package io.sluice.control.connect;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.pipeline.Database;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two connectors of a pipeline: their names and their whole configuration. */
public record Connectors(Pipeline pipeline) {

    private static final String PRODUCER = "producer.override.";
    private static final String CONSUMER = "consumer.override.";

    public String source() {
        return pipeline.name() + "-source";
    }

    public String sink() {
        return pipeline.name() + "-sink";
    }

    /** The consumer group of the transformer, which is also its application id. */
    public String transformer() {
        return pipeline.name() + "-transformer";
    }

    /** Debezium's configuration: no part of a value is lost, and records are sent without delay. */
    public Map<String, String> sourceConfiguration(Servers servers) {
        Map<String, String> config = conversion(servers, "key.converter", "value.converter");
        config.put("connector.class", "io.sluice.connect.mysql.ExactMySqlConnector");
        config.put("tasks.max", "1");
        server(config);
        topics(config, servers.kafka());
        fidelity(config);
        pace(config);
        size(config);
        return config;
    }

    /** Set for each connector, so that the worker's own defaults do not matter. */
    private static Map<String, String> conversion(Servers servers, String... converters) {
        Map<String, String> config = new TreeMap<>();
        for (String converter : converters) {
            config.put(converter, "io.sluice.connect.avro.AvroConverter");
            registry(config, converter + ".schema.registry.", servers.registry());
        }
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    private static void registry(Map<String, String> config, String prefix, HttpAccess registry) {
        config.put(prefix + "url", registry.url().toString());
        registry.login().ifPresent(login -> {
            config.put(prefix + "user", login.user());
            config.put(prefix + "password", login.password().reference());
        });
        registry.ca().ifPresent(file -> config.put(prefix + "ca", file.toString()));
    }

    private void server(Map<String, String> config) {
        Database source = pipeline.source();
        config.put("database.hostname", source.host());
        config.put("database.port", Integer.toString(source.port()));
        config.put("database.user", source.user());
        config.put("database.password", source.password().reference());
        TlsKeys.debezium(config, source);
        // A number that no replica has; derived from the name, so that two pipelines can read one server.
        config.put(
                "database.server.id",
                Integer.toString(1_000_000 + Math.floorMod(pipeline.name().hashCode(), 1_000_000_000)));
        config.put("database.include.list", regexes(pipeline.tables().databases()));
        tables(config);
    }

    /** Debezium takes tables to include or tables to exclude, and not both. */
    private void tables(Map<String, String> config) {
        List<String> excluded = new ArrayList<>(
                pipeline.tables().exclude().stream().map(Connectors::regex).toList());
        excluded.add("[^.]+\\." + TableSelection.OF_ONLINE_TOOLS);
        if (pipeline.tables().include().isEmpty()) {
            config.put("table.exclude.list", String.join(",", excluded));
        } else {
            String others = "(?!(?:" + String.join("|", excluded) + ")$)";
            config.put(
                    "table.include.list",
                    pipeline.tables().include().stream()
                            .map(pattern -> others + regex(pattern))
                            .collect(Collectors.joining(",")));
        }
    }

    private void topics(Map<String, String> config, KafkaCluster kafka) {
        Topics topics = pipeline.topics();
        config.put("topic.prefix", topics.source());
        config.put("topic.naming.strategy", "io.sluice.connect.mysql.SourceTopics");
        config.put("topic.heartbeat.name", topics.heartbeat());
        config.put("schema.history.internal.kafka.topic", topics.schemaHistory());
        history(config, kafka);
        config.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        config.put("include.schema.changes", "true");
        topicsOfNewTables(config, kafka);
        config.put("exactly.once.support", "required");
        config.put("transaction.boundary", "poll");
        // A transaction that a killed worker leaves open blocks every reader of its topics, and the worker's next
        // start, until Kafka aborts it: after 20 s instead of a minute. One transaction is one poll, which takes a
        // second at most (see the class Portions of our connector).
        config.put(PRODUCER + "transaction.timeout.ms", "20000");
    }

    /**
     * A run creates the topics of all existing tables; Connect creates that of a table that is created while streaming.
     */
    private void topicsOfNewTables(Map<String, String> config, KafkaCluster kafka) {
        String prefix = "topic.creation.default.";
        config.put(prefix + "partitions", "1");
        config.put(prefix + "replication.factor", Integer.toString(kafka.replicationFactor()));
        TopicKind.CHANGE_EVENTS
                .settings(pipeline.recordLimit())
                .forEach((name, value) -> config.put(prefix + name, value));
    }

    /** Debezium opens clients of its own for its schema history, as the sink does to ask about topics. */
    private static void history(Map<String, String> config, KafkaCluster kafka) {
        String prefix = "schema.history.internal.";
        config.put(prefix + "kafka.bootstrap.servers", kafka.bootstrapServers());
        kafka.security().forEach((name, value) -> {
            config.put(prefix + "producer." + name, value);
            config.put(prefix + "consumer." + name, value);
        });
    }

    private static void fidelity(Map<String, String> config) {
        // The structure only: the rows are read by the load, beside the log.
        config.put("snapshot.mode", "no_data");
        config.put("column.propagate.source.type", ".*");
        config.put("decimal.handling.mode", "precise");
        config.put("bigint.unsigned.handling.mode", "precise");
        config.put("time.precision.mode", "adaptive_time_microseconds");
        config.put("binary.handling.mode", "bytes");
        config.put("enable.time.adjuster", "false");
        config.put("skipped.operations", "none");
        config.put("tombstones.on.delete", "false");
        config.put("event.processing.failure.handling.mode", "fail");
        // With the default, NULL or the column's default would take the place of what cannot be converted.
        config.put("event.converting.failure.handling.mode", "fail");
        config.put("inconsistent.schema.handling.mode", "fail");
    }

    private static void pace(Map<String, String> config) {
        config.put("max.batch.size", "4096");
        config.put("max.queue.size", "16384");
        config.put("poll.interval.ms", "10");
        config.put("extended.headers.enabled", "false");
        config.put(PRODUCER + "linger.ms", "0");
        config.put(PRODUCER + "batch.size", "262144");
        // The server's heartbeats come every 0.8 s and advance the position while nothing is written, which a fence
        // needs. The client's keep-alive would reconnect after a second without events and repeat part of a
        // transaction, so it is off. A lost connection fails the task, which is then restarted at its committed offset.
        config.put("connect.keep.alive", "false");
        config.put("connect.keep.alive.interval.ms", "1000");
        config.put("heartbeat.interval.ms", "500");
    }

    /** Bounds the bytes of what has been read and not been sent. A single larger row passes all the same. */
    private void size(Map<String, String> config) {
        config.put("record.bytes.max", Integer.toString(pipeline.recordLimit().bytes()));
        config.put("max.queue.size.in.bytes", "16777216");
        config.put(PRODUCER + "compression.type", pipeline.compression());
        config.putAll(RecordLimit.prefixed(PRODUCER, pipeline.recordLimit().producer()));
    }

    /**
     * The sink's configuration: it reads committed transactions only; records that PostgreSQL refuses become dead
     * letters.
     */
    public Map<String, String> sinkConfiguration(Servers servers) {
        Topics topics = pipeline.topics();
        Database target = pipeline.target();
        Map<String, String> config = conversion(servers, "value.converter");
        config.put("key.converter", "io.sluice.connect.avro.KeyConverter");
        // What cannot be read counts towards the limit of dead letters, which only the sink keeps.
        config.put("key.converter.on.unreadable", "hand-on");
        config.put("value.converter.on.unreadable", "hand-on");
        config.put("dead.letters.per.minute.max", Integer.toString(pipeline.deadLettersPerMinuteMax()));
        config.put("rewrite.bytes.max", Long.toString(pipeline.rewriteBytesMax()));
        config.put("connector.class", "io.sluice.sink.PostgresSinkConnector");
        // Headers stay bytes: as strings, three headers would cost half as much as the whole row.
        config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("tasks.max", "2");
        config.put("topics.regex", Pattern.quote(topics.outputPrefix()) + ".+|" + Pattern.quote(topics.sequences()));
        config.put("connection.url", TlsKeys.sinkUrl(target));
        config.put("connection.user", target.user());
        config.put("connection.password", target.password().reference());
        config.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
        servers.kafka().security().forEach((name, value) -> config.put("kafka." + name, value));
        config.put(CONSUMER + "isolation.level", "read_committed");
        config.put(CONSUMER + "auto.offset.reset", "earliest");
        config.put(CONSUMER + "metadata.max.age.ms", "2000");
        // After a kill nothing is applied until the old members have timed out: seconds instead of the default of 45 s.
        // If a slow member times out too early, no harm is done: it is fenced by the offsets in the target.
        config.put(CONSUMER + "session.timeout.ms", "6000");
        config.put(CONSUMER + "heartbeat.interval.ms", "2000");
        config.putAll(RecordLimit.prefixed(CONSUMER, pipeline.recordLimit().consumer()));
        // A dead letter is as large as its record.
        config.putAll(RecordLimit.prefixed(PRODUCER, pipeline.recordLimit().producer()));
        // Tolerated errors concern a record only: our converters wait for the registry themselves. If it refuses for
        // too
        // long they throw an Error, which is not tolerated.
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", topics.deadLetters());
        config.put(
                "errors.deadletterqueue.topic.replication.factor",
                Integer.toString(servers.kafka().replicationFactor()));
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    /**
     * Debezium matches whole names against regular expressions; pipeline.yaml has names and patterns with {@code *}.
     */
    private static String regexes(Collection<String> patterns) {
        return patterns.stream().map(Connectors::regex).collect(Collectors.joining(","));
    }

    private static String regex(String pattern) {
        return pattern.replaceAll("([^A-Za-z0-9_*])", "\\\\$1").replace("*", ".*");
    }
}
