package io.sluice.e2e.bench;

import io.sluice.core.pipeline.Database;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The peer as somebody who knows it would set it up for speed: the settings that helped it in trials. */
final class PeerConfiguration {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private PeerConfiguration() {}

    static Map<String, String> worker(String name, Servers servers) {
        Map<String, String> config = new HashMap<>();
        config.put("bootstrap.servers", servers.kafka().bootstrapServers());
        config.put("listeners", servers.connect().url().toString());
        config.put("rest.advertised.host.name", servers.connect().url().getHost());
        config.put(
                "rest.advertised.port", Integer.toString(servers.connect().url().getPort()));
        config.put("plugin.path", debezium() + "," + System.getProperty("peer.plugins"));
        config.put("plugin.discovery", "service_load");
        config.put("connector.client.config.override.policy", "All");
        config.put("key.converter", JSON);
        config.put("value.converter", JSON);
        config.put("group.id", name);
        for (String topic : new String[] {"config", "offset", "status"}) {
            config.put(topic + ".storage.topic", name + "-" + topic);
            config.put(topic + ".storage.replication.factor", "1");
        }
        config.put("offset.storage.partitions", "1");
        config.put("status.storage.partitions", "1");
        config.put("offset.flush.interval.ms", "1000");
        config.put("scheduled.rebalance.max.delay.ms", "0");
        return config;
    }

    private static Path debezium() {
        return Path.of(System.getProperty("sluice.home"), "plugins");
    }

    static Map<String, String> source(Pipeline pipeline, String bootstrapServers) {
        Database source = pipeline.source();
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("database.hostname", source.host());
        config.put("database.port", Integer.toString(source.port()));
        config.put("database.user", source.user());
        config.put("database.password", source.password().read());
        config.put("database.server.id", "77001");
        config.put("driver.allowPublicKeyRetrieval", "true");
        config.put("database.include.list", BenchTable.DATABASE);
        config.put("topic.prefix", pipeline.name());
        config.put("schema.history.internal.kafka.topic", pipeline.name() + ".history");
        config.put("schema.history.internal.kafka.bootstrap.servers", bootstrapServers);
        // The broker creates no topics by itself.
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("tombstones.on.delete", "false");
        config.put("extended.headers.enabled", "false");
        config.put("poll.interval.ms", "10");
        config.put("max.batch.size", "4096");
        config.put("max.queue.size", "16384");
        config.put("producer.override.linger.ms", "0");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        return config;
    }

    static Map<String, String> sink(Pipeline pipeline) {
        Database target = pipeline.target();
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", pipeline.name() + "." + BenchTable.DATABASE + "." + BenchTable.NAME);
        config.put("connection.url", "jdbc:postgresql://" + target.address() + "/" + target.database());
        config.put("connection.username", target.user());
        config.put("connection.password", target.password().read());
        config.put("collection.name.format", BenchTable.NAME);
        config.put("insert.mode", "upsert");
        config.put("delete.enabled", "true");
        config.put("primary.key.mode", "record_key");
        config.put("schema.evolution", "basic");
        config.put("batch.size", "2000");
        config.put("consumer.override.max.poll.records", "5000");
        config.put("consumer.override.auto.offset.reset", "earliest");
        return config;
    }
}
