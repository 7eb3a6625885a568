package io.sluice.e2e.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of weather, with PostgreSQL behind it. */
class TcpProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalPostgres postgres = DatabaseServers.shared().postgres();
    private final TcpProxy proxy = TcpProxy.toPostgres(postgres.port());

    @BeforeEach
    void createTable() throws SQLException {
        try (Connection direct = postgres.superuserConnection()) {
            Sql.execute(direct, "CREATE TABLE weather (id integer)");
        }
    }

    @AfterEach
    void end() throws SQLException {
        proxy.close();
        try (Connection direct = postgres.superuserConnection()) {
            Sql.execute(direct, "DROP TABLE weather");
        }
    }

    private Connection connect(TcpProxy through) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + through.port() + "/postgres";
        return DriverManager.getConnection(url, LocalPostgres.SUPERUSER, postgres.password());
    }

    private static List<String> rows(Connection connection) throws SQLException {
        return Sql.rows(connection, "SELECT id FROM weather ORDER BY id");
    }

    private static Void insertAndCommit(Connection connection, int id) {
        try {
            Sql.execute(connection, "INSERT INTO weather VALUES (" + id + ")");
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void forwardsWhatIsLong() throws Exception {
        String text = "x".repeat(3_000_000);
        try (TcpProxy raw = TcpProxy.to(postgres.port())) {
            for (TcpProxy through : List.of(proxy, raw)) {
                try (Connection connection = connect(through);
                        var statement = connection.prepareStatement("SELECT ?::text")) {
                    statement.setString(1, text);
                    var row = statement.executeQuery();
                    assertThat(row.next() && row.getString(1).equals(text)).isTrue();
                }
            }
        }
    }

    @Test
    void delaysEachWay() throws Exception {
        try (Connection connection = connect(proxy)) {
            proxy.delay(Duration.ofMillis(40));
            long start = System.nanoTime();
            rows(connection);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    @Test
    void cutsConnectionsAndTakesNewOnes() throws Exception {
        try (Connection connection = connect(proxy)) {
            proxy.cut();
            assertThatThrownBy(() -> rows(connection)).isInstanceOf(SQLException.class);
        }
        try (Connection connection = connect(proxy)) {
            assertThat(rows(connection)).isEmpty();
        }
    }

    @Test
    void cannotBeReachedWhileItIsShut() throws Exception {
        proxy.shut();
        assertThatThrownBy(() -> connect(proxy)).isInstanceOf(SQLException.class);
        proxy.open();
        connect(proxy).close();
    }

    @Test
    void isSilentWhileItIsFrozen() throws Exception {
        try (Connection connection = connect(proxy)) {
            proxy.freeze();
            var insert = CompletableFuture.supplyAsync(() -> insertAndCommit(connection, 1));
            assertThatThrownBy(() -> insert.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            proxy.thaw();
            insert.get();
            assertThat(rows(connection)).containsExactly("1");
        }
    }

    /** The driver sends the text of a statement once, and a name for it afterwards: both are recognised. */
    @Test
    void holdsTheOrderToCommit() throws Exception {
        try (Connection connection = connect(proxy);
                Connection direct = postgres.superuserConnection()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 10; id++) {
                Trap trap = proxy.trap(Message::ordersCommit);
                int row = id;
                var insert = CompletableFuture.supplyAsync(() -> insertAndCommit(connection, row));
                trap.awaitSprung(PATIENCE);
                assertThat(rows(direct)).hasSize(id - 1);
                trap.release();
                insert.get();
                assertThat(rows(direct)).hasSize(id);
            }
        }
    }

    @Test
    void holdsTheAnswerToACommitUntilTheConnectionIsCut() throws Exception {
        try (Connection connection = connect(proxy);
                Connection direct = postgres.superuserConnection()) {
            connection.setAutoCommit(false);
            Trap trap = proxy.trap(Message::answersCommit);
            var insert = CompletableFuture.supplyAsync(() -> insertAndCommit(connection, 1));
            trap.awaitSprung(PATIENCE);
            assertThat(rows(direct)).containsExactly("1");
            assertThat(insert).isNotDone();
            proxy.cut();
            assertThatThrownBy(insert::get).hasStackTraceContaining("PSQLException");
        }
    }
}
