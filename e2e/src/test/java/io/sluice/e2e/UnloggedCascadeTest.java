package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.demo.server.LocalMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a MySQL that executes foreign keys below its binary log, as all do before 9.6. */
@Tag("thorough")
class UnloggedCascadeTest {

    @Test
    void aRunWarnsOfWhatVerifyThenShows(@TempDir Path directory) throws Exception {
        try (LocalMySql server = LocalMySql.start(
                        directory.resolve("mysql"),
                        line -> System.err.println(line),
                        List.of("--innodb-native-foreign-keys=ON"));
                TestPipeline pipeline = TestPipeline.create(
                        new DatabaseServers(server, DatabaseServers.shared().postgres()), PipelineText.of("family"));
                Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE parents (id INT PRIMARY KEY)",
                    "CREATE TABLE children (id INT PRIMARY KEY, parent INT, CONSTRAINT child_of FOREIGN KEY (parent)"
                            + " REFERENCES parents (id) ON DELETE CASCADE)",
                    "INSERT INTO parents VALUES (1), (2)",
                    "INSERT INTO children VALUES (10, 1), (20, 2)");
            Run run = Run.startStreaming(pipeline);
            assertThat(run.process().printed())
                    .contains("warning: family.children.child_of: MySQL 9", "ON DELETE CASCADE", "in PostgreSQL only");

            Sql.execute(mysql, "DELETE FROM parents WHERE id = 1");

            Exit verify = pipeline.sluice("verify");
            assertThat(verify.code()).as(verify.toString()).isEqualTo(1);
            assertThat(verify.out()).contains("id='10': in PostgreSQL only", "not equal: 1 difference");
        }
    }
}
