package io.sluice.e2e.bench.sink;

import io.sluice.demo.server.LocalPostgres;
import java.util.HashMap;
import java.util.Map;

/** Sluice's sink as {@code sluice run} configures it, with its own defaults; nothing is tuned for a workload. */
record SluiceSink() implements SinkContender {

    @Override
    public String label() {
        return "Sluice";
    }

    @Override
    public int tasks() {
        return 2;
    }

    @Override
    public Map<String, String> settings(Address target) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.sluice.sink.PostgresSinkConnector");
        config.put("connection.url", target.url());
        config.put("connection.user", LocalPostgres.SUPERUSER);
        config.put("connection.password", target.password());
        config.put("consumer.override.isolation.level", "read_committed");
        return config;
    }
}
