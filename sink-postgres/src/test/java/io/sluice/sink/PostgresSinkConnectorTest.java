package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSinkConnectorTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TestDatabase database = TestDatabase.create();

    @Test
    void isFoundByItsManifestAndKnowsItsVersion() {
        assertThat(ServiceLoader.load(SinkConnector.class)).singleElement().satisfies(connector -> {
            assertThat(connector).isInstanceOf(PostgresSinkConnector.class);
            assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "connection.url, jdbc:mysql://h/d",
        "batch.rows, 0",
        "batch.bytes, 1",
        "schema.evolution, some",
        "retry.timeout.ms, -1",
        "table.name.format, x."
    })
    void namesTheKeyThatIsWrong(String key, String wrong) {
        assertThat(errors(DATABASE, Map.of())).isEmpty();
        assertThat(errors(DATABASE, Map.of(key, wrong))).containsOnlyKeys(key);
    }

    @Test
    void namesTheUrlWhereNobodyAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(errors(DATABASE, Map.of("connection.url", "jdbc:postgresql://127.0.0.1:" + free + "/postgres")))
                .containsOnlyKeys("connection.url")
                .hasEntrySatisfying("connection.url", errors -> assertThat(errors)
                        .singleElement()
                        .asString()
                        .contains("PostgreSQL cannot be reached", "127.0.0.1:" + free));
    }

    /** A listener whose connections nobody serves: the system accepts them, and then there is silence. */
    @Test
    void doesNotWaitForAServerThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres";
            assertThat(errors(DATABASE, Map.of("connection.url", url))).containsOnlyKeys("connection.url");
        }
    }

    @Test
    void namesTheUrlWhereTheDatabaseOrAnOptionIsWrong() {
        String url = DATABASE.url();
        assertThat(errors(DATABASE, Map.of("connection.url", url + "_missing"))).containsOnlyKeys("connection.url");
        assertThat(errors(DATABASE, Map.of("connection.url", url + "?sslmode=perhaps")))
                .containsOnlyKeys("connection.url");
        assertThat(errors(DATABASE, Map.of("connection.url", url + "?sslmode=require")))
                .containsOnlyKeys("connection.url");
        assertThat(errors(DATABASE, Map.of("connection.url", "jdbc:postgresql://h:port/d?password=secret")))
                .containsOnlyKeys("connection.url")
                .hasEntrySatisfying(
                        "connection.url", errors -> assertThat(errors).noneMatch(error -> error.contains("secret")));
    }

    @Test
    void namesTheRoleThatIsMissing() {
        assertThat(errors(DATABASE, Map.of("connection.user", "nobody-here")))
                .containsOnlyKeys("connection.user")
                .hasEntrySatisfying(
                        "connection.user",
                        errors -> assertThat(errors).singleElement().asString().contains("nobody-here"));
    }

    @Test
    void namesThePasswordThatIsWrongOrMissing() {
        database.execute("DROP ROLE IF EXISTS guarded", "CREATE ROLE guarded SUPERUSER LOGIN PASSWORD 'right'");
        List<String> access = database.rows("SELECT line FROM unnest(string_to_array("
                + "pg_read_file(current_setting('hba_file')), E'\\n')) AS line");
        try {
            access(Stream.concat(Stream.of("host all guarded all scram-sha-256"), access.stream()));
            Map<String, String> wrong = Map.of("connection.user", "guarded", "connection.password", "wrong");
            await().untilAsserted(() -> assertThat(errors(database, wrong)).containsOnlyKeys("connection.password"));
            Map<String, String> without = new HashMap<>(Map.of("connection.user", "guarded"));
            without.put("connection.password", null);
            assertThat(errors(database, without)).containsOnlyKeys("connection.password");
            assertThat(errors(database, Map.of("connection.user", "guarded", "connection.password", "right")))
                    .isEmpty();
        } finally {
            access(access.stream());
        }
    }

    private void access(Stream<String> lines) {
        String rows = lines.map(line -> "('" + line.replace("'", "''") + "')").collect(Collectors.joining(", "));
        database.execute(
                "DO $$ BEGIN EXECUTE format('COPY (SELECT * FROM (VALUES " + rows.replace("'", "''")
                        + ") AS v) TO %L', current_setting('hba_file')); END $$",
                "SELECT pg_reload_conf()");
    }

    @Test
    void saysWhichRightTheRoleLacksUntilItHasEnough() {
        database.execute(
                "DROP ROLE IF EXISTS \"keeper 1\"",
                "CREATE ROLE \"keeper 1\" LOGIN",
                "REVOKE CONNECT, TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC");
        assertThat(lackOfKeeper()).contains("permission denied for database");
        database.execute("GRANT CONNECT ON DATABASE " + database.name() + " TO \"keeper 1\"");
        String temporary = "GRANT TEMPORARY ON DATABASE \"" + database.name() + "\" TO \"keeper 1\"";
        assertThat(lackOfKeeper()).endsWith(temporary);
        database.execute(temporary);
        String create = "GRANT CREATE ON DATABASE \"" + database.name() + "\" TO \"keeper 1\"";
        assertThat(lackOfKeeper()).endsWith(create);
        database.execute("CREATE SCHEMA sluice");
        String use = "GRANT USAGE, CREATE ON SCHEMA sluice TO \"keeper 1\"";
        assertThat(lackOfKeeper()).endsWith(use);
        database.execute(use);
        assertThat(lackOfKeeper()).isEmpty();
        try (TestSink sink = new TestSink(database)) {
            sink.open("any");
        }
        String write = "GRANT SELECT, INSERT, UPDATE ON sluice.sink_offset TO \"keeper 1\"";
        assertThat(lackOfKeeper()).endsWith(write);
        database.execute("REVOKE CREATE ON SCHEMA sluice FROM \"keeper 1\"", write);
        assertThat(lackOfKeeper()).isEmpty();
        database.execute("DROP SCHEMA sluice CASCADE", create);
        assertThat(lackOfKeeper()).isEmpty();
        assertThat(database.rows("SELECT to_regnamespace('sluice')")).containsExactly("null");
    }

    private String lackOfKeeper() {
        Map<String, List<String>> errors =
                errors(database, Map.of("connection.user", "keeper 1", "connection.password", "keeper"));
        assertThat(errors.keySet()).isSubsetOf("connection.user");
        return String.join("\n", errors.getOrDefault("connection.user", List.of()));
    }

    private static Map<String, List<String>> errors(TestDatabase database, Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(TestSink.settings(database));
        settings.putAll(changed);
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new PostgresSinkConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
