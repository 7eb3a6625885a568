package io.sluice.standalone;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorType;

/** A Kafka Connect worker in distributed mode, in this process. */
public final class ConnectWorker implements AutoCloseable {

    private static final Set<String> RUNS =
            Set.of(AbstractStatus.State.RUNNING.name(), AbstractStatus.State.PAUSED.name());

    private final Connect<?> connect;

    private ConnectWorker(Connect<?> connect) {
        this.connect = connect;
    }

    /**
     * Returns when the worker has joined its group and its REST interface accepts requests.
     *
     * @param properties of the worker; {@code listeners} is one address
     * @throws FatalKafkaError if Kafka gave up, with the reason in the log
     * @throws IllegalStateException if it never became ready
     */
    public static ConnectWorker start(Map<String, String> properties) {
        ConnectWorker worker = new ConnectWorker(launch(properties));
        try {
            URI health = URI.create(properties.get("listeners") + "/health");
            if (!Readiness.await(health, worker::hasEnded)) {
                throw new IllegalStateException("it did not join its group");
            }
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
        return worker;
    }

    private static Connect<?> launch(Map<String, String> properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return new ConnectDistributed().startConnect(properties);
        } finally {
            // The worker sets its plugin class loader on the thread that starts it and does not reset it.
            thread.setContextClassLoader(before);
        }
    }

    /** Whether a source and a sink exist, and all connectors and tasks are running or paused. */
    boolean connectorsRun() {
        List<ConnectorStateInfo> connectors = connect.herder().connectors().stream()
                .flatMap(name -> status(name).stream())
                .toList();
        Set<ConnectorType> types =
                connectors.stream().map(ConnectorStateInfo::type).collect(Collectors.toSet());
        return types.containsAll(Set.of(ConnectorType.SOURCE, ConnectorType.SINK))
                && connectors.stream().allMatch(ConnectWorker::runs);
    }

    private Optional<ConnectorStateInfo> status(String connector) {
        try {
            return Optional.of(connect.herder().connectorStatus(connector));
        } catch (NotFoundException e) {
            return Optional.empty(); // The connector was registered or removed just now.
        }
    }

    /** PAUSED is healthy too: the sink is paused on purpose while indexes are built. */
    private static boolean runs(ConnectorStateInfo connector) {
        return !connector.tasks().isEmpty()
                && Stream.concat(Stream.of(connector.connector()), connector.tasks().stream())
                        .allMatch(part -> RUNS.contains(part.state()));
    }

    private boolean hasEnded() {
        return connect.herderTask().isDone();
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
