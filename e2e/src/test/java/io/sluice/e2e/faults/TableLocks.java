package io.sluice.e2e.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody else's locks on the tables of all lanes, one connection for each: the sink has to wait. */
final class TableLocks implements AutoCloseable {

    private final Stage stage;
    private final Map<Lane, Connection> holders = new LinkedHashMap<>();

    private TableLocks(Stage stage) {
        this.stage = stage;
    }

    static TableLocks take(Stage stage) throws SQLException {
        TableLocks locks = new TableLocks(stage);
        for (Lane lane : stage.lanes()) {
            Connection holder = stage.connection();
            locks.holders.put(lane, holder);
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("LOCK TABLE " + lane.workload().table().name() + " IN SHARE MODE");
            }
        }
        return locks;
    }

    /** Waits until a connection of each lane waits for its lock. */
    void awaitWaiters() throws SQLException, InterruptedException {
        try (Connection connection = stage.connection()) {
            Waiters.await(connection, stage.lanes());
        }
    }

    /** Executes a statement as the holder of a lane's lock, with %s for the connector's name. */
    void execute(String sql) throws SQLException {
        for (Map.Entry<Lane, Connection> entry : holders.entrySet()) {
            try (var statement = entry.getValue().createStatement()) {
                statement.execute(sql.formatted(entry.getKey().connector()));
            }
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
