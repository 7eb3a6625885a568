package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
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
    private TestPipeline pipeline;
    private SluiceProcess transformer;
    private Connection mysql;
    private Connection postgres;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        servers = OwnServers.start(directory);
        servers.startWorker(servers.workerProperties());
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
    }
}
