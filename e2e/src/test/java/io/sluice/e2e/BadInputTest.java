package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong before the start is said in one sentence, with an exit code, and nothing has been changed. */
class BadInputTest {

    private static final int WRONG = 2;
    private static final int UNREACHABLE = 3;
    private static final String RELATIONS =
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
                    + " UNION ALL SELECT nspname FROM pg_namespace ORDER BY 1";

    private TestPipeline pipeline;
    private Connection mysql;
    private Connection postgres;

    @BeforeEach
    void create() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of("tiny"));
        mysql = pipeline.mysql();
        postgres = pipeline.postgres();
        Sql.execute(mysql, "CREATE TABLE things (id INT PRIMARY KEY, name VARCHAR(10))");
    }

    @AfterEach
    void close() throws SQLException {
        mysql.close();
        postgres.close();
        pipeline.close();
    }

    @Test
    void anUnknownKeyInTheFile() throws Exception {
        edit("data-directory:", "data-dirctory:");
        refuses(WRONG, "pipeline.yaml:11", "data-dirctory");
    }

    @Test
    void aValueOfTheWrongType() throws Exception {
        edit("databases: \\[tiny\\]", "databases: {tiny: 1}");
        refuses(WRONG, "pipeline.yaml:6", "databases");
    }

    @Test
    void aMissingValue() throws Exception {
        edit("name: " + pipeline.name() + "\n", "");
        refuses(WRONG, "pipeline.yaml", "name");
    }

    @Test
    void noFile() throws Exception {
        Files.delete(pipeline.file());
        refuses(WRONG, "pipeline.yaml");
    }

    @Test
    void aPasswordThatIsNotSet() throws SQLException {
        Map<String, String> environment = new HashMap<>(pipeline.environment());
        environment.remove("POSTGRES_PASSWORD");
        refuses(environment, WRONG, "POSTGRES_PASSWORD");
    }

    @Test
    void aWrongPasswordOfMySql() throws SQLException {
        refuses(with("MYSQL_PASSWORD", "wrong"), WRONG, "password");
    }

    @Test
    void aWrongPasswordOfPostgres() throws SQLException {
        refuses(with("POSTGRES_PASSWORD", "wrong"), WRONG, "password");
    }

    @Test
    void anEmptyPasswordOfPostgres() throws SQLException {
        refuses(with("POSTGRES_PASSWORD", ""), WRONG, "password");
    }

    @Test
    void aMySqlThatIsNotThere() throws Exception {
        edit("mysql://127.0.0.1:\\d+", "mysql://127.0.0.1:1");
        refuses(UNREACHABLE, "127.0.0.1:1");
    }

    @Test
    void aPostgresThatIsNotThere() throws Exception {
        edit("postgresql://127.0.0.1:\\d+", "postgresql://127.0.0.1:1");
        refuses(UNREACHABLE, "127.0.0.1:1");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        edit("databases: \\[tiny\\]", "databases: [tiny, nosuch]");
        refuses(WRONG, "nosuch");
    }

    @Test
    void aMissingPrivilege() throws SQLException {
        Sql.execute(mysql, "REVOKE REPLICATION SLAVE ON *.* FROM " + pipeline.name());
        refuses(WRONG, "REPLICATION SLAVE");
    }

    @Test
    void tablesThatCouldOnlyBeLockedOneByOne() throws SQLException {
        Sql.execute(
                mysql,
                "REVOKE FLUSH_TABLES ON *.* FROM " + pipeline.name(),
                "GRANT LOCK TABLES ON *.* TO " + pipeline.name());
        refuses(WRONG, "FLUSH_TABLES");
    }

    /** What a role grants is not looked into; the reading of the structure finds out. */
    @Test
    void aGlobalLockThatTheServerRefuses() throws SQLException {
        Sql.execute(
                mysql,
                "REVOKE FLUSH_TABLES ON *.* FROM " + pipeline.name(),
                "GRANT LOCK TABLES ON *.* TO " + pipeline.name(),
                "CREATE ROLE guests",
                "GRANT guests TO " + pipeline.name());
        try {
            Path log = pipeline.dataDirectory().resolve("logs/sluice.log");
            Run.start(pipeline)
                    .until(
                            "the log names the cause",
                            () -> Files.exists(log)
                                    && Files.readString(log).contains("MySQL refuses FLUSH TABLES WITH READ LOCK"));
        } finally {
            Sql.execute(mysql, "DROP ROLE guests");
        }
    }

    @Test
    void aRowImageThatIsNotWhole() throws SQLException {
        try {
            Sql.execute(mysql, "SET GLOBAL binlog_row_image = 'MINIMAL'");
            refuses(WRONG, "binlog_row_image");
        } finally {
            Sql.execute(mysql, "SET GLOBAL binlog_row_image = 'FULL'");
        }
    }

    @Test
    void jsonValuesThatAreNotWhole() throws SQLException {
        try {
            Sql.execute(mysql, "SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'");
            refuses(WRONG, "binlog_row_value_options");
        } finally {
            Sql.execute(mysql, "SET GLOBAL binlog_row_value_options = ''");
        }
    }

    @Test
    void aLogOfStatements() throws SQLException {
        try {
            Sql.execute(mysql, "SET GLOBAL binlog_format = 'STATEMENT'");
            refuses(WRONG, "binlog_format");
        } finally {
            Sql.execute(mysql, "SET GLOBAL binlog_format = 'ROW'");
        }
    }

    @Test
    void aTargetSchemaThatIsNotEmpty() throws SQLException {
        Sql.execute(postgres, "CREATE SCHEMA tiny", "CREATE TABLE tiny.other (id int)");
        refuses(WRONG, "tiny");
    }

    @Test
    void aTargetSchemaThatTheRoleMayNotUse() throws SQLException {
        Sql.execute(postgres, "CREATE SCHEMA tiny");
        refuses(WRONG, "may not create tables in schema", "GRANT USAGE, CREATE ON SCHEMA");
        Exit assess = pipeline.sluice("assess");
        assertThat(assess.code()).as(assess.toString()).isEqualTo(1);
        assertThat(assess.out())
                .contains("PostgreSQL: schemas of the target: they cannot take the tables; PostgreSQL role");
    }

    @Test
    void aTableThatExistsWithOtherColumns() throws SQLException {
        Sql.execute(postgres, "CREATE SCHEMA tiny", "CREATE TABLE tiny.things (id int PRIMARY KEY, nom text)");
        refuses(WRONG, "things", "with other columns (id, nom)");
    }

    @Test
    void aDataDirectoryInUse() throws SQLException {
        Run run = Run.startStreaming(pipeline);
        Exit second = pipeline.sluice("run");
        assertThat(second.code()).as(second.toString()).isEqualTo(WRONG);
        isOneSentence(second, pipeline.dataDirectory().toString());
        Sql.execute(mysql, "INSERT INTO things VALUES (1, 'still')");
        run.untilTarget("SELECT name FROM tiny.things", "still");
    }

    private void edit(String regex, String replacement) throws IOException {
        String text = Files.readString(pipeline.file());
        String edited = text.replaceAll(regex, replacement);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(pipeline.file(), edited);
    }

    private Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(pipeline.environment());
        environment.put(variable, value);
        return environment;
    }

    private void refuses(int code, String... words) throws SQLException {
        refuses(pipeline.environment(), code, words);
    }

    private void refuses(Map<String, String> environment, int code, String... words) throws SQLException {
        List<String> before = Sql.rows(postgres, RELATIONS);
        Exit exit = pipeline.start(environment, "run").await(Duration.ofSeconds(60));
        assertThat(exit.code()).as(exit.toString()).isEqualTo(code);
        isOneSentence(exit, words);
        assertThat(Sql.rows(postgres, RELATIONS)).isEqualTo(before);
    }

    private static void isOneSentence(Exit exit, String... words) {
        assertThat(exit.out()).isEmpty();
        assertThat(exit.err().strip().lines()).as(exit.err()).hasSize(1);
        assertThat(exit.err()).startsWith("sluice: ").contains(words);
    }
}
