package io.sluice.sink.target;

import io.sluice.sink.plan.TableOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a task, opened when it is needed. Belongs to one thread; only {@link #cancel} is for others.
 *
 * <p>Transactions are ended by the caller. Triggers and foreign keys do not fire where the role may switch them off.
 */
public final class TargetSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);

    /** For a server that answers nobody. Also makes the driver listen to an interrupt while it connects. */
    private static final int LOGIN_SECONDS = 30;

    /** The thread that cancels does not wait longer. */
    private static final int CANCEL_SECONDS = 1;

    /**
     * A process that is halted within a transaction would keep its locks for as long as it is halted, and the task that
     * takes over would wait for them. A limit that the role or the database has is left alone.
     */
    private static final String END_WHEN_HALTED =
            "SELECT set_config('idle_in_transaction_session_timeout', '60s', false)"
                    + " WHERE current_setting('idle_in_transaction_session_timeout') = '0'";

    private enum ForeignKeyChecks {
        OFF,
        ON
    }

    private enum Use {
        ALLOWED,
        CANCELLED
    }

    private final String url;
    private final Properties properties;
    private volatile Connection connection;
    private volatile Use use = Use.ALLOWED;
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
        // The URL's options take precedence over these.
        PGProperty.LOGIN_TIMEOUT.set(this.properties, LOGIN_SECONDS);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(this.properties, CANCEL_SECONDS);
        PGProperty.APPLICATION_NAME.set(this.properties, name);
        PGProperty.TCP_KEEP_ALIVE.set(this.properties, true);
    }

    /**
     * The connection, not in autocommit mode.
     *
     * @throws SQLException also if the session is cancelled
     */
    public Connection connection() throws SQLException {
        requireUse();
        if (connection == null) {
            // Not by DriverManager, which does not see drivers in a plugin's class loader.
            connection = new Driver().connect(url, properties);
            if (connection == null) {
                throw new SQLException("the driver does not know the URL " + url, "08001");
            }
            try {
                // A cancel in the meantime may not have seen the connection.
                requireUse();
                prepare(connection);
            } catch (SQLException e) {
                close();
                throw e;
            }
        }
        return connection;
    }

    /**
     * Makes the statement under way fail, and every use of the session until {@link #reset}. No transaction commits
     * from now on, unless the server has received its commit already. May be called by any thread.
     */
    public void cancel() {
        use = Use.CANCELLED;
        Connection cancelled = connection;
        if (cancelled == null) {
            return;
        }
        try {
            // First, since the server would go on with a statement that waits for a lock, and keep its own locks.
            cancelled.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debug("The server was not told to cancel", e);
        }
        try {
            cancelled.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("The connection was not cut", e);
        }
    }

    public boolean isCancelled() {
        return use == Use.CANCELLED;
    }

    /** Allows the session to be used again after {@link #cancel}. */
    public void reset() {
        close();
        use = Use.ALLOWED;
    }

    private void requireUse() throws SQLException {
        if (isCancelled()) {
            throw new SQLException("the session is cancelled", "57014");
        }
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

    /** Rolls the transaction back. If that fails, the connection is closed. */
    public void rollback() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try {
            open.rollback();
        } catch (SQLException e) {
            LOG.debug("The connection is lost", e);
            close();
        }
    }

    /** Gives up the connection; the next use opens a new one. */
    @Override
    public void close() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            LOG.debug("The connection was not closed cleanly", e);
        }
        connection = null;
        order = null;
    }

    private void prepare(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'; SET IntervalStyle = 'postgres'; SET client_min_messages = warning");
            statement.execute(END_WHEN_HALTED);
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
