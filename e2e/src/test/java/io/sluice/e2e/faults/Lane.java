package io.sluice.e2e.faults;

import io.sluice.e2e.network.TcpProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One workload on its way through one fault: a history, the topic it is written to, the connector that reads it, and
 * the network between that and PostgreSQL.
 */
record Lane(
        Workload workload,
        History history,
        TopicWriter topic,
        String topicName,
        String connector,
        int partitions,
        TcpProxy network) {

    /** More changes than one batch takes. */
    void burst() throws InterruptedException {
        List<Event> events = new ArrayList<>();
        while (events.size() < workload.burst()) {
            events.addAll(history.next());
        }
        topic.write(events);
    }

    /** A few rows that are there before the connector is, read as a snapshot. */
    void snapshot() throws InterruptedException {
        for (int i = 0; i < workload.burst() / 4; i++) {
            history.next();
        }
        topic.write(history.snapshot());
    }

    /** The connector's configuration. */
    Map<String, String> configuration(String database, String user, String password, Map<String, String> more) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("connector.class", "io.sluice.sink.PostgresSinkConnector");
        configuration.put("topics", topicName);
        configuration.put("tasks.max", Integer.toString(partitions));
        configuration.put("connection.url", "jdbc:postgresql://127.0.0.1:" + network.port() + "/" + database);
        configuration.put("connection.user", user);
        configuration.put("connection.password", password);
        configuration.put("batch.rows", "100");
        configuration.putAll(more);
        return configuration;
    }

    @Override
    public String toString() {
        return connector;
    }
}
