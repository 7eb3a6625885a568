package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMySqlTest {
    @TempDir
    Path directory;

    @Test
    void servesAPipelineAndComesBackWithItsData() throws Exception {
        var progress = new ArrayList<String>();
        int port;
        try (var mysql = LocalMySql.start(directory.resolve("mysql"), progress::add)) {
            port = mysql.port();
            assertThat(progress).anyMatch(line -> line.startsWith("Starting MySQL"));
            assertWritesAFullBinaryLog(mysql);
            assertRootNeedsItsPassword(mysql);
            execute(mysql, "CREATE DATABASE kept");
            mysql.restart();
            assertThat(mysql.port()).isEqualTo(port);
            execute(mysql, "USE kept");
            assertThatThrownBy(() -> LocalMySql.start(directory.resolve("mysql"), line -> {}))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("in use by another run");
        }
        assertThat(Processes.naming(directory)).isEmpty();
        try (var mysql = LocalMySql.start(directory.resolve("mysql"), line -> {})) {
            assertThat(mysql.port()).isEqualTo(port);
            execute(mysql, "USE kept");
        }
    }

    @Test
    void refusesAServerThatIsNoMySql() throws Exception {
        Path mariadb = Files.writeString(
                directory.resolve("mysqld"), "#!/bin/sh\necho 'mysqld  Ver 10.11.6-MariaDB for debian-linux-gnu'\n");
        assertThat(mariadb.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> MySqlInstallations.binary(mariadb))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("is not MySQL 8.0 or later");
    }

    @Test
    void aSettingIsNeverPassedOver() {
        var places = MySqlInstallations.places(Map.of("SLUICE_MYSQLD", "/nowhere/mysqld"), line -> {});

        assertThat(places).singleElement().satisfies(place -> assertThatThrownBy(
                        () -> place.look().get())
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("/nowhere/mysqld does not run: "));
    }

    private static void assertWritesAFullBinaryLog(LocalMySql mysql) throws SQLException {
        assertThat(query(
                        mysql,
                        "SELECT CONCAT_WS(' ', @@log_bin, @@binlog_format, @@binlog_row_image, "
                                + "@@binlog_row_metadata, @@gtid_mode)"))
                .isEqualTo("1 ROW FULL FULL ON");
    }

    private static void assertRootNeedsItsPassword(LocalMySql mysql) {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(mysql.jdbcUrl(""), "root", ""))
                .hasMessageContaining("Access denied");
    }

    private static void execute(LocalMySql mysql, String sql) throws SQLException {
        try (Connection connection = mysql.rootConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(LocalMySql mysql, String sql) throws SQLException {
        try (Connection connection = mysql.rootConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
