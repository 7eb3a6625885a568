package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.demo.shop.ShopSample;
import io.sluice.demo.shop.ShopWorkload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shop's pipeline with TLS everywhere, client certificates for both databases, SCRAM for Kafka, the least privileges and all
 * secrets in files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredTest {

    private static final long SEED = 20_261_121;
    private static final int TRANSACTIONS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path directory;
    private Certificates certificates;
    private Certificates others;
    private DatabaseServers databases;
    private SecuredServers servers;
    private TestPipeline pipeline;
    private SluiceProcess transformer;
    private Connection mysql;
    private Connection postgres;

    @BeforeAll
    void start(@TempDir Path root) throws Exception {
        directory = root;
        certificates = Certificates.create(root.resolve("certificates"));
        certificates.sign("server");
        certificates.sign("client");
        others = Certificates.create(root.resolve("others"));
        databases = SecuredDatabases.start(root.resolve("databases"), certificates);
        servers = SecuredServers.start(root.resolve("servers"), certificates);
        pipeline = TestPipeline.create(databases, PipelineText.of(ShopSample.DATABASE));
        pipeline.useServers(servers.addresses());
        secure();
        SecuredDatabases.demandCertificates(databases, root.resolve("databases"), pipeline.name());
        mysql = pipeline.mysql();
        postgres = pipeline.postgres();
        ShopSample.load(mysql, SEED);
    }

    private void secure() throws IOException {
        Path kafka = pipeline.file().resolveSibling("kafka.properties");
        Files.write(kafka, servers.clientProperties("", "sluice", certificates.ca()));
        String tls = "  tls: {ca: %s, certificate: %s, key: %s}\n"
                .formatted(certificates.ca(), certificates.certificate("client"), certificates.key("client"));
        String text = Files.readString(pipeline.file())
                .replace("source:\n", "source:\n" + tls)
                .replace("target:\n", "target:\n" + tls)
                .replaceAll("(kafka: \\{.*)}", "$1, properties: kafka.properties}");
        Files.writeString(pipeline.file(), text);
    }

    @AfterAll
    void stop() throws Exception {
        mysql.close();
        postgres.close();
        servers.close();
        pipeline.close();
        databases.mysql().close();
        databases.postgres().close();
    }

    @Test
    @Order(1)
    void itMigratesAndStreamsAndBothSidesAreEqual() throws Exception {
        transformer = pipeline.startTransformer();
        Exit run = pipeline.sluice("run", "--until-synced");
        assertThat(run.code()).as(run + transformer.printed()).isZero();
        assertThat(run.err()).doesNotContain("warning");

        try (ShopWorkload workload = new ShopWorkload(pipeline::mysql, SEED)) {
            workload.runTransactions(TRANSACTIONS);
            assertThat(workload.committed()).isEqualTo(TRANSACTIONS);
        }
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isZero();
        assertThat(verify.json().get("tables")).hasSize(13);
        assertThat(verify.json().get("deadLetters").asLong()).isZero();
    }

    @Test
    @Order(2)
    void theSinkShowsItsCertificate() throws Exception {
        assertThat(Sql.rows(
                        postgres,
                        "SELECT DISTINCT ssl, client_dn FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                                + " WHERE usename = '" + pipeline.name() + "'"))
                .containsExactly("t|/CN=client");
    }

    @Test
    @Order(3)
    void noSecretIsToBeSeenAnywhere() throws Exception {
        List<String> secrets = new ArrayList<>(servers.secrets());
        secrets.addAll(pipeline.environment().values());
        secrets.add(Files.readAllLines(certificates.key("client")).get(3));
        secrets.add(Files.readAllLines(certificates.key("server")).get(3));
        SecretSearch search = new SecretSearch(secrets);

        String source = pipeline.name() + "-source";
        String sink = pipeline.name() + "-sink";
        for (String connector : List.of(source, sink)) {
            String config = get("/connectors/" + connector + "/config");
            assertThat(config).contains("${secret:file:");
            search.look("configuration of " + connector, config);
            search.look("tasks of " + connector, get("/connectors/" + connector + "/tasks"));
            search.look("status of " + connector, get("/connectors/" + connector + "/status"));
            search.look("validation of " + connector, validate(JSON.readTree(config)));
        }
        search.look("all connectors", get("/connectors?expand=info&expand=status"));
        search.lookIntoTopics(clientOfTheTests());
        search.lookIntoCommandLines();
        search.lookIntoLogs(directory);
        search.lookIntoLogs(pipeline.file().getParent());

        assertThat(search.found()).isEmpty();
        assertThat(search.places()).isGreaterThan(50);
    }

    private Map<String, Object> clientOfTheTests() {
        KafkaCluster kafka =
                PipelineFile.read(pipeline.file()).servers().orElseThrow().kafka();
        return kafka.clientProperties();
    }

    /** Each server is who it is, but we are given another authority than the one that says so. */
    @ParameterizedTest
    @CsvSource({
        "source:, 'MySQL at 127.0.0.1:', 'source.tls.ca'",
        "target:, 'PostgreSQL at 127.0.0.1:', 'target.tls.ca'",
        "kafka.properties, 'Kafka at 127.0.0.1:', 'ssl.truststore'",
        "connect:, 'Kafka Connect at https://127.0.0.1:', 'connect.ca'"
    })
    @Order(4)
    void aServerWithAnotherAuthorityIsNotTrusted(String where, String server, String advice) throws Exception {
        Path file = where.contains(".") ? pipeline.file().resolveSibling(where) : pipeline.file();
        String right = Files.readString(file);
        int start = where.contains(".") ? 0 : right.indexOf(where);
        int place = right.indexOf(certificates.ca().toString(), start);
        String wrong = right.substring(0, place)
                + others.ca()
                + right.substring(place + certificates.ca().toString().length());
        try {
            Files.writeString(file, wrong);
            Exit exit = pipeline.sluice("run", "--until-synced");

            assertThat(exit.code()).as(exit.toString()).isEqualTo(2);
            assertThat(exit.err().strip().lines()).hasSize(1);
            assertThat(exit.err()).contains(server).contains("is not trusted").contains(advice);
        } finally {
            Files.writeString(file, right);
        }
    }

    /** The password is changed in Kafka first, and not in the pipeline's file: everybody waits, and nothing is lost. */
    @Test
    @Tag("thorough")
    @Order(6)
    void aPasswordThatKafkaRefusesIsWaitedFor() throws Exception {
        Run run = Run.startStreaming(pipeline);
        servers.changePassword("sluice", Optional.of("what nobody knows"));
        servers.restartBroker();
        run.until("Kafka refuses", () -> run.process().printed().contains("refuses us"));
        try (ShopWorkload workload = new ShopWorkload(pipeline::mysql, SEED + 1)) {
            workload.runTransactions(TRANSACTIONS);
        }
        servers.changePassword("sluice", Optional.empty());
        run.until("nobody is away", () -> {
            Exit status = pipeline.sluice("status", "--json");
            return status.code() == 0 && status.json().path("away").isEmpty();
        });
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code())
                .as(verify + run.process().printed() + transformer.printed())
                .isZero();
        assertThat(verify.json().get("deadLetters").asLong()).isZero();
        assertThat(run.process().isAlive()).isTrue();
        assertThat(transformer.isAlive()).as(transformer.printed()).isTrue();
        run.process().stop();
    }

    /** The worker verifies as well: Debezium refuses a MySQL, and the sink a PostgreSQL, that we could not prove. */
    @Test
    @Order(5)
    void theWorkerTrustsNoOtherAuthorityEither() throws Exception {
        ObjectNode source = (ObjectNode) JSON.readTree(get("/connectors/" + pipeline.name() + "-source/config"));
        assertThat(validate(source)).contains("\"error_count\":0");
        source.put("database.ssl.truststore", "${secret:truststore:" + others.ca() + "}");
        assertThat(validate(source)).contains("\"error_count\":1", "Failed to establish connection");

        ObjectNode sink = (ObjectNode) JSON.readTree(get("/connectors/" + pipeline.name() + "-sink/config"));
        assertThat(validate(sink)).contains("\"error_count\":0");
        String url = sink.get("connection.url").asText();
        assertThat(validate(sink.deepCopy()
                        .put("connection.url", url.replaceFirst("sslrootcert=[^&]*", "sslrootcert=" + others.ca()))))
                .contains("\"error_count\":1", "PKIX");
        untrustedTask(sink.deepCopy()
                .put("value.converter.schema.registry.ca", others.ca().toString())
                .put("value.converter.schema.registry.refusal.timeout.ms", "1000"));
    }

    private void untrustedTask(ObjectNode sink) throws Exception {
        String name = "untrusted";
        sink.put("name", name)
                .put("retry.timeout.ms", "0")
                .put("tasks.max", "1")
                .put("errors.tolerance", "none");
        send("PUT", "/connectors/" + name + "/config", sink.toString());
        try {
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> assertThat(
                            get("/connectors/" + name + "/status"))
                    .contains("FAILED")
                    .containsAnyOf("PKIX", "not trusted"));
        } finally {
            send("DELETE", "/connectors/" + name, "");
        }
    }

    private String validate(JsonNode config) throws IOException, InterruptedException {
        String plugin = config.get("connector.class").asText();
        return send("PUT", "/connector-plugins/" + plugin + "/config/validate", config.toString());
    }

    private String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpAccess connect = servers.addresses().connect();
        return connect.client()
                .build()
                .send(
                        connect.request(URI.create(connect.url() + path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
