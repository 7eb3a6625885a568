package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalPostgresTest {
    @TempDir
    Path directory;

    @Test
    void comesBackWithItsData() throws Exception {
        Path home = directory.resolve("postgres");
        int port;
        try (var postgres = LocalPostgres.start(home, line -> {})) {
            port = postgres.port();
            assertThat(query(postgres, "SHOW server_version_num")).startsWith("18");
            try (var open = postgres.superuserConnection();
                    var statement = open.createStatement()) {
                statement.execute("CREATE DATABASE kept");
                postgres.restart(); // in spite of the open connection
            }
            assertThat(postgres.port()).isEqualTo(port);
        }
        assertThat(Processes.naming(directory)).isEmpty();
        try (var postgres = LocalPostgres.start(home, line -> {})) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(query(postgres, "SELECT count(*) FROM pg_database WHERE datname = 'kept'"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ROOT_IN_NAMESPACE", "NOBODY"})
    void startsForRootAsSomebodyElse(UnprivilegedUser user) throws Exception {
        assumeTrue(Command.asRoot());
        assumeTrue(new Command(user.command(List.of("true"))).succeeds());
        try (var postgres = LocalPostgres.start(directory.resolve("postgres"), line -> {}, user)) {
            assertThat(query(postgres, "SELECT 'up'")).isEqualTo("up");
        }
    }

    private static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.superuserConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
