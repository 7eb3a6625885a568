package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the user's own servers is said in one sentence, with an exit code, and nothing has been changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnServersBadInputTest {

    private static final int WRONG = 2;
    private static final int UNREACHABLE = 3;
    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace ORDER BY 1";

    private OwnServers servers;
    private TestPipeline pipeline;
    private Connection postgres;

    @BeforeAll
    void start(@TempDir Path directory) {
        servers = OwnServers.start(directory);
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @BeforeEach
    void create() throws Exception {
        pipeline = TestPipeline.create(PipelineText.of("tiny"));
        pipeline.useServers(servers.addresses());
        postgres = pipeline.postgres();
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "CREATE TABLE things (id INT PRIMARY KEY)");
        }
    }

    @AfterEach
    void close() throws Exception {
        postgres.close();
        pipeline.close();
    }

    @Test
    void aKafkaThatIsNotThere() throws Exception {
        edit("bootstrap-servers: \"[^\"]+\"", "bootstrap-servers: \"127.0.0.1:1\"");
        refuses(UNREACHABLE, "Kafka", "kafka.bootstrap-servers");
    }

    @Test
    void aKafkaThatNobodyKnows() throws Exception {
        edit("bootstrap-servers: \"[^\"]+\"", "bootstrap-servers: \"nowhere.invalid:9092\"");
        refuses(UNREACHABLE, "Kafka", "kafka.bootstrap-servers");
    }

    @Test
    void aRegistryThatIsNotThere() throws Exception {
        edit("registry: \\{url: \"http://[^/]+", "registry: {url: \"http://127.0.0.1:1");
        refuses(UNREACHABLE, "registry", "127.0.0.1:1");
    }

    @Test
    void aRegistryAtAnotherPath() throws Exception {
        edit("/apis/ccompat/v7", "/apis/nothing");
        refuses(WRONG, "registry", "/apis/nothing");
    }

    @Test
    void aConnectThatIsNotThere() throws Exception {
        edit("connect: \\{url: \"[^\"]+", "connect: {url: \"http://127.0.0.1:1");
        refuses(UNREACHABLE, "Kafka Connect", "127.0.0.1:1");
    }

    @Test
    void moreReplicasThanBrokers() throws Exception {
        servers.startWorker(servers.workerProperties());
        edit("kafka: \\{", "kafka: {replication-factor: 3, ");
        refuses(WRONG, "Kafka", "eplication factor");
    }

    @Test
    void aWorkerWithoutPlugins(@TempDir Path empty) throws Exception {
        Map<String, String> properties = servers.workerProperties();
        properties.put("plugin.path", empty.toString());
        properties.keySet().removeIf(name -> name.startsWith("config.providers"));
        servers.startWorker(properties);
        refuses(WRONG, "MySqlConnector", "plugin.path");
    }

    @Test
    void aWorkerThatDoesNotWriteExactlyOnce() throws Exception {
        Map<String, String> properties = servers.workerProperties();
        properties.put("exactly.once.source.support", "disabled");
        servers.startWorker(properties);
        refuses(WRONG, "exactly.once.source.support=enabled");
    }

    @Test
    void aWorkerThatLetsNoConnectorSetUpItsClients() throws Exception {
        Map<String, String> properties = servers.workerProperties();
        properties.put("connector.client.config.override.policy", "None");
        servers.startWorker(properties);
        refuses(WRONG, "connector.client.config.override.policy=All");
    }

    @Test
    void aWorkerThatDoesNotResolveSecrets() throws Exception {
        Map<String, String> properties = servers.workerProperties();
        properties.keySet().removeIf(name -> name.startsWith("config.providers"));
        servers.startWorker(properties);
        refuses(WRONG, "config.providers=secret");
    }

    @Test
    void aWorkerThatDoesNotHaveThePasswordsFile() throws Exception {
        servers.startWorker(servers.workerProperties());
        Path file = pipeline.file().resolveSibling("mysql-password");
        String password = Files.readString(file);
        edit("password-file: mysql-password", "password-env: MYSQL_PASSWORD");
        refuses(Map.of("MYSQL_PASSWORD", password), WRONG, "MYSQL_PASSWORD", "worker");
    }

    private void edit(String regex, String replacement) throws IOException {
        String text = Files.readString(pipeline.file());
        String edited = text.replaceAll(regex, replacement);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(pipeline.file(), edited);
    }

    private void refuses(int code, String... words) throws Exception {
        refuses(Map.of(), code, words);
    }

    private void refuses(Map<String, String> environment, int code, String... words) throws Exception {
        List<String> schemas = Sql.rows(postgres, SCHEMAS);
        Set<String> topics = topics();
        Exit exit = pipeline.start(environment, "run").await(Duration.ofMinutes(2));
        assertThat(exit.code()).as(exit.toString()).isEqualTo(code);
        assertThat(exit.out()).isEmpty();
        String complaint =
                exit.err().replaceFirst("(?m)^sluice: warning: .*\\R", "").strip();
        assertThat(complaint.lines()).as(exit.err()).hasSize(1);
        assertThat(complaint).startsWith("sluice: ").contains(words);
        assertThat(Sql.rows(postgres, SCHEMAS)).isEqualTo(schemas);
        assertThat(topics()).isEqualTo(topics);
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(servers.addresses().kafka().clientProperties())) {
            return admin.listTopics().names().get();
        }
    }
}
