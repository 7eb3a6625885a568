package io.sluice.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.demo.account.PipelineUser;
import io.sluice.demo.server.LocalMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopSampleTest {
    private static final long SEED = 20_261_121;

    @TempDir
    static Path directory;

    private static LocalMySql mysql;

    private static Map<String, Long> checksumsOfFirstLoad;

    @BeforeAll
    static void start() throws SQLException {
        mysql = LocalMySql.start(directory.resolve("mysql"), line -> {});
        try (Connection root = mysql.rootConnection()) {
            ShopSample.load(root, SEED);
            checksumsOfFirstLoad = checksums(root);
        }
    }

    @AfterAll
    static void stop() {
        mysql.close();
    }

    @Test
    void isTheSameForTheSameSeed() throws SQLException {
        try (Connection root = mysql.rootConnection()) {
            ShopSample sample = ShopSample.load(root, SEED);

            assertThat(sample.rows()).isBetween(50_000, 100_000).isEqualTo(countRows());
            assertThat(checksums(root)).hasSize(13).isEqualTo(checksumsOfFirstLoad);
            assertThat(ShopSample.seedOf(root)).isEqualTo(OptionalLong.of(SEED));
        }
    }

    @Test
    void aShopWhoseLoadingWasCutShortHasNoSeed() throws SQLException {
        try (Connection root = mysql.rootConnection();
                var statement = root.createStatement()) {
            statement.execute("DELETE FROM shop.settings WHERE `key` = 'sample.seed'");

            assertThat(ShopSample.seedOf(root)).isEmpty();
        }
    }

    @Test
    void everyKindOfTransactionChangesTheShop() throws SQLException {
        for (ShopTransaction kind : ShopTransaction.values()) {
            try (Connection connection = mysql.rootConnection("shop")) {
                Map<String, Long> before = checksums(connection);
                connection.setAutoCommit(false);
                kind.run(new ShopSession(connection, new Dice(SEED)));
                connection.commit();
                assertThat(checksums(connection)).as(kind.name()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void workloadGoesOnAfterARestart() {
        try (var workload = new ShopWorkload(() -> mysql.rootConnection("shop"), SEED)) {
            workload.runTransactions(200);
            mysql.restart();
            workload.runTransactions(200);
            assertThat(workload.committed()).isEqualTo(400);
        }
    }

    @Test
    void workloadStops() throws InterruptedException {
        try (var workload = new ShopWorkload(() -> mysql.rootConnection("shop"), SEED)) {
            var thread = new Thread(() -> workload.runAtRate(500));
            thread.start();
            await().pollInterval(Duration.ofMillis(5)).until(() -> workload.committed() >= 20);
            workload.stop();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void pipelineMayReadAndFollowButNotWrite() throws Exception {
        Path passwordFile = directory.resolve("sluice.password");
        PipelineUser user;
        try (Connection root = mysql.rootConnection()) {
            user = PipelineUser.create(root, passwordFile, List.of("shop"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile)))
                .isEqualTo("rw-------");
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl("shop"), user.name(), user.password());
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM orders LIMIT 1");
            statement.execute("SHOW BINARY LOG STATUS");
            statement.execute("FLUSH TABLES WITH READ LOCK");
            statement.execute("UNLOCK TABLES");
            assertThatThrownBy(() -> statement.execute("DELETE FROM audit_log"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
    }

    private static int countRows() throws SQLException {
        int rows = 0;
        try (Connection root = mysql.rootConnection("shop");
                var statement = root.createStatement()) {
            for (String table : checksums(root).keySet()) {
                try (var count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    count.next();
                    rows += count.getInt(1);
                }
            }
        }
        return rows;
    }

    private static Map<String, Long> checksums(Connection connection) throws SQLException {
        var sums = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery("SELECT GROUP_CONCAT('shop.', table_name) FROM "
                        + "information_schema.tables WHERE table_schema = 'shop'")) {
            tables.next();
            try (var sum = connection.createStatement().executeQuery("CHECKSUM TABLE " + tables.getString(1))) {
                while (sum.next()) {
                    sums.put(sum.getString(1), sum.getLong(2));
                }
            }
        }
        return sums;
    }
}
