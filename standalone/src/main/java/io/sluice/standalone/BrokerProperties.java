package io.sluice.standalone;

import io.sluice.core.wire.RecordLimit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of the one broker, which is its own controller. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerProperties() {}

    static Map<String, String> of(Path directory, Ports ports) {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(identity(directory, ports));
        properties.putAll(oneNode());
        properties.putAll(topics());
        properties.putAll(smallMemory());
        properties.putAll(quickStart());
        return properties;
    }

    /** The controller of the same directory, without the broker. */
    static Map<String, String> ofController(Path directory, Ports ports) {
        Map<String, String> properties = of(directory, ports);
        properties.put("process.roles", "controller");
        properties.put("listeners", controllerListener(ports));
        properties.remove("advertised.listeners");
        return properties;
    }

    private static String controllerListener(Ports ports) {
        return CONTROLLER_LISTENER + "://" + Ports.HOST + ":" + ports.controller();
    }

    /** The voter is named in the configuration, not in the metadata log, so that its port may change between runs. */
    private static Map<String, String> identity(Path directory, Ports ports) {
        String broker = "PLAINTEXT://" + Ports.HOST + ":" + ports.broker();
        String controller = controllerListener(ports);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + Ports.HOST + ":" + ports.controller(),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listeners",
                broker + "," + controller,
                "advertised.listeners",
                broker,
                "log.dirs",
                directory.toString());
    }

    /**
     * Nothing is replicated; written records survive the end of the process, since they are in the operating system's
     * cache.
     */
    private static Map<String, String> oneNode() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "2",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "2",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    private static Map<String, String> topics() {
        return Map.of(
                "auto.create.topics.enable", "false",
                // Each topic of a pipeline says for itself what it takes.
                "message.max.bytes", Integer.toString(RecordLimit.PRESET.bytes()),
                "socket.request.max.bytes", Integer.toString(Integer.MAX_VALUE),
                // The offsets of a pipeline that was stopped for weeks must still exist.
                "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
    }

    /** Index files are mapped as a whole; small segments keep them small for hundreds of partitions. */
    private static Map<String, String> smallMemory() {
        return Map.of(
                "num.network.threads",
                "2",
                "num.io.threads",
                "4",
                "background.threads",
                "2",
                "log.segment.bytes",
                Integer.toString(256 * 1024 * 1024),
                "log.index.size.max.bytes",
                Integer.toString(1024 * 1024),
                "log.cleaner.dedupe.buffer.size",
                Integer.toString(8 * 1024 * 1024));
    }

    /**
     * A killed run leaves its broker registered and members in its groups, and the next run waits until their sessions
     * time out. Broker and controller share a process, so a pause that delays the heartbeats also delays their check,
     * and the sessions can be short.
     */
    private static Map<String, String> quickStart() {
        return Map.of(
                "broker.session.timeout.ms", "4000",
                "broker.heartbeat.interval.ms", "500",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000");
    }
}
