package io.sluice.control.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.server.KafkaAndPostgres;
import io.sluice.control.topic.TopicWriter;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Flood;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that transformer or sink have stopped are shown, and go on when they are accepted; others stay as they are. */
class StoppedTablesTest {

    private static final TableId ORDERS = new TableId("shop", "orders");
    private static final TableId ITEMS = new TableId("shop", "items");

    @TempDir
    private static Path directory;

    private static KafkaAndPostgres servers;
    private static KafkaCluster kafka;
    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws IOException {
        servers = KafkaAndPostgres.start(directory);
        kafka = servers.kafka();
        pipeline = servers.pipeline();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void beginAnew() throws SQLException {
        sql("DROP SCHEMA IF EXISTS sluice CASCADE");
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = servers.postgres().superuserConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    /** As the sink makes it, with two stopped partitions and one that another connector has stopped. */
    private static void createStops() throws SQLException {
        sql("""
                CREATE SCHEMA sluice;
                CREATE TABLE sluice.sink_offset (connector text, topic text, part integer, next_offset bigint,
                    stopped_since timestamptz, stop_reason text, accepted_until timestamptz);
                INSERT INTO sluice.sink_offset VALUES
                    ('shop-sink', 'shop.postgres.public.orders', 0, 7, to_timestamp(1700000000), 'too many', NULL),
                    ('shop-sink', 'shop.postgres.public.items', 0, 7, to_timestamp(1700000000), 'too long', NULL),
                    ('shop-sink', 'shop.postgres.public.stores', 0, 7, NULL, NULL, to_timestamp(1700000000)),
                    ('other-sink', 'shop.postgres.public.orders', 0, 7, to_timestamp(1700000000), 'not ours', NULL)""");
    }

    private static List<StoppedTable> stopped() throws SQLException {
        String prefix = "shop.postgres.public.";
        try (StoppedTables tables = new StoppedTables(
                pipeline,
                kafka,
                topic -> topic.equals(prefix + "orders") ? Optional.of(ORDERS) : Optional.<TableId>empty())) {
            return tables.read();
        }
    }

    private static void accept(TableId... tables) throws SQLException, InterruptedException {
        new FloodAcceptance(pipeline, pipeline.rules(), kafka).accept(List.of(tables));
    }

    @Test
    void beforeTheSinksFirstStartNoneIsStopped() throws Exception {
        assertThat(stopped()).isEmpty();
        accept(ORDERS);
        sql("CREATE SCHEMA sluice; CREATE TABLE sluice.sink_offset (connector text, topic text, part integer)");
        assertThat(stopped()).as("a table that an earlier version has made").isEmpty();
        accept(ORDERS);
    }

    @Test
    void thoseOfTheSinkAreShownAndGoOnOneByOne() throws Exception {
        createStops();
        assertThat(stopped())
                .containsExactly(
                        new StoppedTable("public.items", 1_700_000_000_000L, "too long"),
                        new StoppedTable("shop.orders", 1_700_000_000_000L, "too many"));
        accept(ORDERS);
        assertThat(stopped()).extracting(StoppedTable::table).containsExactly("public.items");
        try (Connection connection = servers.postgres().superuserConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT connector, stop_reason IS NULL,
                               accepted_until - clock_timestamp() BETWEEN '50 s' AND '60 s'
                        FROM sluice.sink_offset WHERE topic LIKE '%orders' ORDER BY connector""")) {
            row.next();
            assertThat(row.getString(1) + row.getBoolean(2)).isEqualTo("other-sinkfalse");
            row.next();
            assertThat(row.getBoolean(2)).isTrue();
            assertThat(row.getBoolean(3)).as("a minute from now").isTrue();
        }
    }

    @Test
    void oneAcceptanceIsForTransformerAndSink() throws Exception {
        createStops();
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(pipeline.topics().floods(), 1, (short) 1)))
                    .all()
                    .get();
        }
        Flood flood = new Flood(pipeline.topics().raw(ITEMS), 0, new Flood.Stopped(5, "too odd"));
        new TopicWriter(kafka).write(pipeline.topics().floods(), flood.key(), flood.value(), "the stop");
        assertThat(stopped()).extracting(StoppedTable::reason).containsExactly("too odd", "too long", "too many");
        accept(ITEMS);
        assertThat(stopped()).extracting(StoppedTable::reason).containsExactly("too many");
    }
}
