package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.connect.ConnectClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a pipeline on a broker, a registry, a Connect worker and a transformer that are the user's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnServersTest {

    private OwnServers servers;
    private ConnectState connect;
    private TestPipeline pipeline;
    private SluiceProcess transformer;
    private Connection mysql;
    private Connection postgres;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        servers = OwnServers.start(directory);
        servers.startWorker(servers.workerProperties());
        connect = new ConnectState(servers.addresses());
        pipeline = TestPipeline.create(PipelineText.of("office"));
        pipeline.useServers(servers.addresses());
        mysql = pipeline.mysql();
        postgres = pipeline.postgres();
        Sql.execute(
                mysql,
                "CREATE TABLE orders (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, note VARCHAR(40))",
                "CREATE TABLE items (id INT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, KEY (order_id),"
                        + " FOREIGN KEY (order_id) REFERENCES orders (id))",
                "INSERT INTO orders VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO items VALUES (1, 1), (2, 1)");
        transformer = pipeline.startTransformer();
    }

    @AfterAll
    void stop() throws Exception {
        mysql.close();
        postgres.close();
        pipeline.close();
        servers.close();
    }

    @Test
    @Order(1)
    void aRunMigratesAndLeavesThePipelineRunning() throws Exception {
        Exit run = pipeline.sluice("run", "--until-synced");
        assertThat(run.code()).as(run + transformer.printed()).isZero();
        assertThat(run.err()).contains("go on without this command");
        assertThat(Sql.rows(postgres, "SELECT id, note FROM office.orders ORDER BY id"))
                .containsExactly("1|one", "2|two");

        Sql.execute(mysql, "INSERT INTO orders VALUES (3, 'three')", "INSERT INTO items VALUES (3, 3)");
        untilTarget("SELECT note FROM office.orders WHERE id = 3", "three");
        assertThat(pipeline.file().resolveSibling("sluice-data")).doesNotExist();
    }

    @Test
    @Order(2)
    void theTransformerMapsByTheRulesThatFollowFromTheCatalogue() throws Exception {
        String rules = connect.values(pipeline.name() + ".rules").get(0);
        assertThat(rules).contains("""
                        {"database":"office","table":"orders","column":"id","transform":"unsigned-to-bigint"}""").contains("""
                        {"database":"office","table":"items","column":"order_id","transform":"unsigned-to-bigint"}""");
        assertThat(valueSchemas("office.orders")).contains("bigint").doesNotContain("numeric");
        assertThat(valueSchemas("office.items")).contains("bigint").doesNotContain("numeric");
    }

    @Test
    @Order(3)
    void aSecondRunChangesNothing() throws Exception {
        JsonNode source = connect.get("/connectors/" + pipeline.name() + "-source/config");
        JsonNode sink = connect.get("/connectors/" + pipeline.name() + "-sink/config");
        Map<String, Long> generations = connect.generations();
        assertThat(generations).containsKey("connector-" + pipeline.name() + "-source");
        Set<String> topics = topics();

        Exit again = pipeline.sluice("run", "--until-synced", "--json");

        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.json().get("phase").asText()).isEqualTo("STREAMING");
        assertThat(connect.get("/connectors/" + pipeline.name() + "-source/config"))
                .isEqualTo(source);
        assertThat(connect.get("/connectors/" + pipeline.name() + "-sink/config"))
                .isEqualTo(sink);
        assertThat(connect.generations()).isEqualTo(generations);
        assertThat(topics()).isEqualTo(topics);
        assertThat(connect.values(pipeline.name() + ".rules")).hasSize(1);
        assertThat(transformer.printed()).doesNotContain("rules have changed");
    }

    @Test
    @Order(4)
    void statusAndVerifyAskTheServers() throws Exception {
        JsonNode status = pipeline.sluice("status", "--json").json();
        assertThat(status.get("phase").asText()).isEqualTo("STREAMING");
        assertThat(status.get("reason").asText()).isEmpty();
        assertThat(status.get("tables"))
                .hasSize(2)
                .allSatisfy(table -> assertThat(table.get("changes").asLong()).isEqualTo(1));
        everyRowIsEqual();
        assertThat(pipeline.sluice("schema").out()).contains("CREATE TABLE \"office\".\"orders\"");
    }

    @Test
    @Order(5)
    void stopPausesAndRunGoesOn() throws Exception {
        for (int i = 0; i < 2; i++) {
            Exit stop = pipeline.sluice("stop", "--json");
            assertThat(stop.code()).as(stop.toString()).isZero();
            assertThat(stop.json().get("paused")).hasSize(2);
            assertThat(connect.states(pipeline.name() + "-source")).containsOnly("PAUSED");
            assertThat(connect.states(pipeline.name() + "-sink")).containsOnly("PAUSED");
        }
        assertThat(pipeline.sluice("status", "--json").json().get("phase").asText())
                .isEqualTo("STOPPED");

        Sql.execute(mysql, "INSERT INTO orders VALUES (4, 'while paused')");
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isEqualTo(1);
        assertThat(verify.err()).contains("does not run");
        assertThat(verify.json().get("differences").asLong()).isEqualTo(1);

        assertThat(pipeline.sluice("run", "--until-synced").code()).isZero();
        everyRowIsEqual();
    }

    @Test
    @Order(6)
    void aKilledTransformerGoesOnWhenItIsStartedAgain() throws Exception {
        try (Writer writer = Writer.start(pipeline, OwnServersTest::change)) {
            String written = "SELECT count(*) > 50 FROM office.orders WHERE note LIKE 'round %'";
            untilTarget(written, "t");
            transformer.killHard();
            transformer = pipeline.startTransformer();
            long soFar = Sql.number(mysql, "SELECT count(*) FROM orders");
            untilTarget("SELECT count(*) > " + (soFar + 50) + " FROM office.orders", "t");
            writer.stop();
        }
        everyRowIsEqual();
    }

    /** Had its key other bytes since it is wider, compaction would keep the deleted row's insert beside its tombstone. */
    @Test
    @Order(7)
    void aReplayAfterCompactionBringsNoDeletedRowBack() throws Exception {
        Sql.execute(
                mysql,
                "INSERT INTO items VALUES (4, 1)",
                "ALTER TABLE items MODIFY id BIGINT",
                "DELETE FROM items WHERE id = 4",
                "INSERT INTO items VALUES (5000000000, 1)");
        untilTarget("SELECT id FROM office.items ORDER BY id", "1", "2", "3", "5000000000");

        ConnectClient client = new ConnectClient(servers.addresses().connect());
        String sink = pipeline.name() + "-sink";
        client.stop(sink);
        await().until(() -> connect.states(sink).equals(List.of("STOPPED")));
        client.deleteOffsets(sink);
        new CompactedTopic(servers.addresses().kafka(), pipeline.name() + ".postgres.office.items").compact();
        Sql.execute(postgres, "TRUNCATE office.items");
        client.resume(sink);
        untilTarget("SELECT id FROM office.items ORDER BY id", "1", "2", "3", "5000000000");
        everyRowIsEqual();
    }

    @Test
    @Order(8)
    void removeAsksAndTakesAwayThePositionToo() throws Exception {
        Exit unasked = pipeline.sluice("remove");
        assertThat(unasked.code()).as(unasked.toString()).isEqualTo(2);
        assertThat(unasked.err().strip().lines()).hasSize(1).first().asString().contains("--yes");
        assertThat(connect.get("/connectors")).hasSize(2);

        Exit removed = pipeline.sluice("remove", "--yes", "--json");
        assertThat(removed.code()).as(removed.toString()).isZero();
        assertThat(removed.json().get("removed")).hasSize(2);
        assertThat(connect.get("/connectors")).isEmpty();
        assertThat(Sql.number(postgres, "SELECT count(*) FROM office.items")).isEqualTo(4);
        assertThat(pipeline.sluice("remove", "--yes").err()).contains("Nothing was removed");
        assertThat(pipeline.sluice("stop").err()).contains("does not run");

        // The rows are there, and a reload counts them as changes.
        String applied = "SELECT snapshot_rows, changes - %d FROM sluice.sink_offset WHERE topic LIKE '%%.items'";
        long changes = Sql.number(postgres, "SELECT changes FROM sluice.sink_offset WHERE topic LIKE '%.items'");
        assertThat(pipeline.sluice("run", "--until-synced").code()).isZero();
        assertThat(Sql.rows(postgres, applied.formatted(changes))).containsExactly("2|4");
        everyRowIsEqual();
    }

    private static void change(Connection mysql, int round) throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO orders (note) VALUES ('round " + round + "')",
                "UPDATE orders SET note = 'changed in round " + round + "' WHERE id = " + (1 + round % 4));
    }

    /** No command runs: what arrives does so by the user's own servers alone. */
    private void untilTarget(String query, String... rows) {
        await(query)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(Sql.rows(postgres, query)).containsExactly(rows));
    }

    private void everyRowIsEqual() {
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isZero();
        assertThat(verify.json().get("differences").asLong()).isZero();
        assertThat(verify.json().get("deadLetters").asLong()).isZero();
    }

    /** All versions: the record that empties a table has a schema of its own. */
    private String valueSchemas(String table) throws IOException {
        return connect.schemas(pipeline.name() + ".postgres." + table + "-value");
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(servers.addresses().kafka().clientProperties())) {
            return admin.listTopics().names().get();
        }
    }
}
