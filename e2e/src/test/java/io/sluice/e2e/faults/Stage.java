package io.sluice.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.connect.ConnectorStatus;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.Sql;
import io.sluice.e2e.network.Message;
import io.sluice.e2e.network.TcpProxy;
import io.sluice.e2e.network.Trap;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;

/** All workloads beside each other, on a database of their own, waiting for one fault. Gone after {@link #close}. */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final FaultServers servers;
    private final String database;
    private final FaultSetting setting;
    private final Producer<byte[], byte[]> producer;
    private final List<Lane> lanes = new ArrayList<>();
    private DeadLetterTopic deadLetterTopic;

    private Stage(FaultServers servers, String database, FaultSetting setting) {
        this.servers = servers;
        this.database = database;
        this.setting = setting;
        Map<String, Object> configuration =
                new HashMap<>(Map.of("bootstrap.servers", servers.bootstrapServers(), "linger.ms", 5));
        switch (setting.writes()) {
            case PLAIN -> {}
            case IN_TRANSACTIONS -> configuration.put("transactional.id", database);
        }
        this.producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        switch (setting.writes()) {
            case PLAIN -> {}
            case IN_TRANSACTIONS -> producer.initTransactions();
        }
    }

    /** Creates everything; the connectors are starting then. */
    static Stage open(FaultServers servers, String name, FaultSetting setting, long seed) throws Exception {
        Stage stage = new Stage(servers, name, setting);
        try {
            stage.createDatabase();
            for (Workload workload : Workload.values()) {
                stage.lanes.add(
                        stage.lane(workload, 31 * seed + workload.label().hashCode()));
            }
            stage.createTables();
            stage.createTopics();
            stage.deadLetterTopic = DeadLetterTopic.create(servers, name + ".dead-letters");
            stage.lanes.forEach(stage::configure);
            return stage;
        } catch (Exception | Error e) {
            stage.close();
            throw e;
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = servers.postgres().superuserConnection()) {
            // A run that was killed may have left one.
            Sql.execute(
                    connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)", "CREATE DATABASE " + database);
            for (Map.Entry<String, String> entry : setting.database().entrySet()) {
                Sql.execute(
                        connection,
                        "ALTER DATABASE " + database + " SET " + entry.getKey() + " = '" + entry.getValue() + "'");
            }
        }
    }

    private Lane lane(Workload workload, long seed) {
        int partitions = setting.partitions() == FaultSetting.Partitions.ONE ? 1 : workload.partitions();
        String name = database + "." + workload.label();
        return new Lane(
                workload,
                workload.history(partitions, seed),
                new TopicWriter(producer, setting.writes(), name),
                name,
                name.replace('.', '-'),
                partitions,
                TcpProxy.toPostgres(servers.postgres().port()));
    }

    private void createTables() throws SQLException {
        try (Connection connection = connection()) {
            for (Lane lane : lanes) {
                Sql.execute(connection, lane.workload().table().create());
                ChangeLog.create(connection, lane);
            }
        }
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        List<NewTopic> topics = lanes.stream()
                .map(lane -> new NewTopic(lane.topicName(), lane.partitions(), (short) 1))
                .toList();
        servers.admin().createTopics(topics).all().get();
    }

    /** Creates the connector, or gives it its configuration again. */
    void configure(Lane lane) {
        Map<String, String> more = new HashMap<>(setting.connector());
        more.put("kafka.bootstrap.servers", servers.bootstrapServers());
        if (more.containsKey("errors.tolerance")) {
            more.putAll(deadLetterTopic.configuration());
        }
        String password = servers.postgres().password();
        servers.connect()
                .configure(lane.connector(), lane.configuration(database, LocalPostgres.SUPERUSER, password, more));
    }

    FaultServers servers() {
        return servers;
    }

    DeadLetterTopic deadLetterTopic() {
        return deadLetterTopic;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** A new connection to the database, as superuser, not through any proxy. The caller closes it. */
    Connection connection() throws SQLException {
        return servers.postgres().superuserConnection(database);
    }

    /** More changes for every lane than one batch takes. */
    void burst() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.burst();
        }
    }

    /** What is there first: a snapshot, where the topic may begin with one, and changes after it. */
    void overture() throws InterruptedException {
        for (Lane lane : lanes) {
            if (lane.partitions() == 1) {
                lane.snapshot();
            }
            lane.burst();
        }
    }

    /** Sets a trap in the network of every lane. */
    List<Trap> trap(Predicate<Message> prey) {
        return lanes.stream().map(lane -> lane.network().trap(prey)).toList();
    }

    void awaitSprung(List<Trap> traps) throws InterruptedException {
        for (Trap trap : traps) {
            trap.awaitSprung(PATIENCE);
        }
    }

    /** Cuts all connections between sink and PostgreSQL. */
    void cut() {
        lanes.forEach(lane -> lane.network().cut());
    }

    /** Waits until the target has all that has been written; a task that fails meanwhile is a failure. */
    void awaitApplied() throws Exception {
        try (Connection connection = connection()) {
            // The watcher only looks: where a fault makes the database serializable, its reads must not conflict.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            for (Lane lane : lanes) {
                patiently("what %s has applied; see %s"
                                .formatted(lane, servers.worker().log()))
                        .untilAsserted(() -> hasApplied(connection, lane));
            }
        }
    }

    private void hasApplied(Connection connection, Lane lane) throws SQLException {
        if (!TargetOffsets.has(connection, lane)) {
            String failure = failure(lane);
            if (!failure.isEmpty()) {
                throw new IllegalStateException("a task of " + lane + " has failed: " + failure);
            }
            assertThat(TargetOffsets.offsets(connection, lane)).isEqualTo(TargetOffsets.expected(lane));
        }
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(PATIENCE).pollInterval(POLL).pollDelay(Duration.ZERO);
    }

    /** Why one of the lane's tasks has failed; empty if none has. */
    String failure(Lane lane) {
        return servers.connect()
                .status(lane.connector())
                .flatMap(ConnectorStatus::failure)
                .orElse("");
    }

    /** Waits until a task of every lane has failed, and returns why. */
    List<String> awaitFailures() {
        return lanes.stream()
                .map(lane -> patiently("a task of " + lane + " fails")
                        .until(() -> failure(lane), failure -> !failure.isEmpty()))
                .toList();
    }

    /** Starts again what has failed, until nothing has. */
    void restartFailed() {
        for (Lane lane : lanes) {
            servers.connect().restart(lane.connector());
            awaitState(lane, status -> status.all(ConnectorStatus.State.RUNNING));
        }
    }

    /** Has the connectors read their topics from the beginning, as a person does it. */
    void resetOffsets() {
        stopConnectors();
        lanes.forEach(lane -> servers.connect().deleteOffsets(lane.connector()));
        resumeConnectors();
    }

    void stopConnectors() {
        lanes.forEach(lane -> servers.connect().stop(lane.connector()));
        lanes.forEach(lane ->
                awaitState(lane, status -> status.held() && status.tasks().isEmpty()));
    }

    void resumeConnectors() {
        lanes.forEach(lane -> servers.connect().resume(lane.connector()));
        lanes.forEach(lane -> awaitState(lane, status -> !status.held()));
    }

    private void awaitState(Lane lane, Predicate<ConnectorStatus> state) {
        patiently(lane + " gets there")
                .until(() ->
                        servers.connect().status(lane.connector()).filter(state).isPresent());
    }

    /** Empties the topics: others with the same names take their places. */
    void recreateTopics() throws ExecutionException, InterruptedException {
        List<String> names = lanes.stream().map(Lane::topicName).toList();
        servers.admin().deleteTopics(names).all().get();
        createTopics();
    }

    /** The one check: the target equals the reference, and nothing was applied twice. */
    void check() throws SQLException {
        try (Connection connection = connection()) {
            for (Lane lane : lanes) {
                List<String> rows = Sql.rows(connection, lane.history().query());
                List<String> reference = lane.history().reference();
                assertThat(without(reference, rows))
                        .as("rows that %s lacks", lane)
                        .isEmpty();
                assertThat(without(rows, reference))
                        .as("rows that %s has too many", lane)
                        .isEmpty();
                assertThat(ChangeLog.repetitions(connection, lane))
                        .as("changes of %s that were applied twice, or after later ones", lane)
                        .isEmpty();
                assertThat(TargetOffsets.offsets(connection, lane))
                        .as("offsets of %s", lane)
                        .isEqualTo(TargetOffsets.expected(lane));
                assertThat(deadLetterTopic.reported(lane.topicName()))
                        .as(
                                "dead letters of %s, which may be reported again where what followed was not committed",
                                lane)
                        .hasSameElementsAs(lane.topic().deadLetters());
            }
        }
    }

    /** The rows of one list that are not in the other; a row that is in both may be there more often in one. */
    private static List<String> without(List<String> rows, List<String> others) {
        Map<String, Integer> counts = new HashMap<>();
        others.forEach(row -> counts.merge(row, 1, Integer::sum));
        return rows.stream()
                .filter(row -> counts.merge(row, -1, Integer::sum) < 0)
                .sorted()
                .toList();
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        for (Lane lane : lanes) {
            servers.connect().delete(lane.connector());
            lane.network().close();
        }
        try (Connection connection = servers.postgres().superuserConnection()) {
            Sql.execute(connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        }
    }
}
