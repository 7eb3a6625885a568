package io.sluice.e2e.bench.sink;

import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.bench.sink.PeerSettings.Reduction;
import io.sluice.e2e.bench.sink.PeerSettings.Statements;
import java.util.HashMap;
import java.util.Map;

/** Debezium's JDBC sink. */
record PeerSink(PeerSettings settings) implements SinkContender {

    @Override
    public String label() {
        return "Debezium JDBC sink";
    }

    @Override
    public int tasks() {
        return settings.tasks();
    }

    @Override
    public Map<String, String> settings(Address target) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put(
                "connection.url",
                target.url() + (settings.statements() == Statements.REWRITTEN ? "?reWriteBatchedInserts=true" : ""));
        config.put("connection.username", LocalPostgres.SUPERUSER);
        config.put("connection.password", target.password());
        config.put("collection.name.format", "${topic}");
        config.put("insert.mode", "upsert");
        config.put("delete.enabled", "true");
        config.put("primary.key.mode", "record_key");
        config.put("schema.evolution", "basic");
        config.put("batch.size", Integer.toString(settings.batchRows()));
        config.put("consumer.override.max.poll.records", Integer.toString(settings.batchRows()));
        // A batch is what one poll brings, so that a poll has to bring as much.
        config.put("consumer.override.fetch.max.bytes", "33554432");
        config.put("consumer.override.max.partition.fetch.bytes", "16777216");
        config.put("use.reduction.buffer", Boolean.toString(settings.reduction() == Reduction.ON));
        config.put(
                "dialect.postgres.unnest.insert.enabled", Boolean.toString(settings.statements() == Statements.UNNEST));
        return config;
    }
}
