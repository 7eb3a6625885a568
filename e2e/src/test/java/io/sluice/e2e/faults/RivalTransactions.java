package io.sluice.e2e.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody else's transactions, one for each lane, that the sink has to wait for. */
final class RivalTransactions implements AutoCloseable {

    private final Stage stage;
    private final Map<Lane, Connection> holders = new LinkedHashMap<>();

    private RivalTransactions(Stage stage) {
        this.stage = stage;
    }

    /** Each holds a lock on its lane's table. */
    static RivalTransactions lockTables(Stage stage) throws SQLException {
        RivalTransactions rivals = begin(stage);
        for (Lane lane : stage.lanes()) {
            try (var statement = rivals.holders.get(lane).createStatement()) {
                statement.execute("LOCK TABLE " + lane.workload().table().name() + " IN SHARE MODE");
            }
        }
        return rivals;
    }

    /** They hold nothing yet. */
    static RivalTransactions begin(Stage stage) throws SQLException {
        RivalTransactions rivals = new RivalTransactions(stage);
        for (Lane lane : stage.lanes()) {
            Connection holder = stage.connection();
            rivals.holders.put(lane, holder);
            holder.setAutoCommit(false);
        }
        return rivals;
    }

    /** Waits until a connection of each lane waits for a lock. */
    void awaitWaiters() throws SQLException, InterruptedException {
        try (Connection connection = stage.connection()) {
            Waiters.await(connection, stage.lanes());
        }
    }

    /** Executes a statement in each transaction, with %s for the connector's name. */
    void execute(String sql) throws SQLException {
        for (Map.Entry<Lane, Connection> entry : holders.entrySet()) {
            try (var statement = entry.getValue().createStatement()) {
                statement.execute(sql.formatted(entry.getKey().connector()));
            }
        }
    }

    void commit() throws SQLException {
        for (Connection holder : holders.values()) {
            holder.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection holder : holders.values()) {
            holder.rollback();
            holder.close();
        }
    }
}
