package io.sluice.e2e.bench.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the two sinks that are measured. */
interface SinkContender {

    String label();

    int tasks();

    /** What the connector is configured with, beside what both have. */
    Map<String, String> settings(Address target);

    /** Where PostgreSQL is for the sink. */
    record Address(int port, String password) {
        String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + TargetDatabase.database();
        }
    }

    /** The connector's whole configuration. Both begin alike. */
    default Map<String, String> configuration(List<String> topics, Address target) {
        Map<String, String> config = new HashMap<>();
        config.put("topics", String.join(",", topics));
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.partition.assignment.strategy", AllAtOnceAssignor.class.getName());
        config.put("consumer.override." + AllAtOnceAssignor.TASKS, Integer.toString(tasks()));
        config.put("consumer.override.heartbeat.interval.ms", "200");
        config.put("tasks.max", Integer.toString(tasks()));
        config.putAll(settings(target));
        return config;
    }
}
