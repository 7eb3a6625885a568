package io.sluice.sink.target;

import io.sluice.sink.plan.TableOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a task, opened when it is needed. Not thread-safe.
 *
 * <p>Transactions are ended by the caller. Triggers and foreign keys do not fire where the role may switch them off.
 */
public final class TargetSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);

    private enum ForeignKeyChecks {
        OFF,
        ON
    }

    private final String url;
    private final Properties properties;
    private Connection connection;
    private ForeignKeyChecks checks;
    private TableOrder order;
    private boolean warned;

    /**
     * @param properties of the driver, such as user and password
     * @param name what the server's activity views show
     */
    public TargetSession(String url, Properties properties, String name) {
        this.url = url;
        this.properties = new Properties();
        this.properties.putAll(properties);
        PGProperty.APPLICATION_NAME.set(this.properties, name);
        PGProperty.TCP_KEEP_ALIVE.set(this.properties, true);
    }

    /** The connection, not in autocommit mode. */
    public Connection connection() throws SQLException {
        if (connection == null) {
            // Not by DriverManager, which does not see drivers in a plugin's class loader.
            Connection opened = new Driver().connect(url, properties);
            if (opened == null) {
                throw new SQLException("the driver does not know the URL " + url, "08001");
            }
            try {
                prepare(opened);
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            connection = opened;
        }
        return connection;
    }

    /** The order that keeps foreign keys satisfied; read once, until {@link #forget}. */
    public TableOrder tableOrder() throws SQLException {
        Connection open = connection();
        if (order == null) {
            order = switch (checks) {
                case OFF -> TableOrder.ANY;
                case ON -> ForeignKeys.order(open);
            };
        }
        return order;
    }

    /** What was read of the foreign keys is read again when it is next needed. */
    public void forget() {
        order = null;
    }

    /** Ends the transaction without a trace; if that cannot be done, the connection is given up. */
    public void rollback() {
        if (connection == null) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("The connection is lost", e);
            close();
        }
    }

    /** Gives up the connection; the next use opens a new one. */
    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The connection was not closed cleanly", e);
        }
        connection = null;
        order = null;
    }

    private void prepare(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'; SET IntervalStyle = 'postgres'; SET client_min_messages = warning");
            checks = switchOffChecks(statement);
        }
        opened.setAutoCommit(false);
    }

    private ForeignKeyChecks switchOffChecks(Statement statement) throws SQLException {
        try {
            statement.execute("SET session_replication_role = replica");
            return ForeignKeyChecks.OFF;
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            if (!warned) {
                LOG.warn("Triggers and foreign keys will fire for replicated rows, as the role may not switch them"
                        + " off: as a superuser, GRANT SET ON PARAMETER session_replication_role TO the role");
                warned = true;
            }
            return ForeignKeyChecks.ON;
        }
    }
}
