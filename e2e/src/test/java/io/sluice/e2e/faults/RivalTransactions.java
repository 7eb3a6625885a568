package io.sluice.e2e.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
            // They wait for what a sink has under way, whatever the database's default makes of that.
            holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        return rivals;
    }

    /** Waits until a connection of each lane waits for a lock. */
    void awaitWaiters() throws SQLException {
        try (Connection connection = stage.connection()) {
            Waiters.await(connection, stage.lanes());
        }
    }

    /**
     * Executes a statement in each transaction, with %s for the connector's name. In all at once: one that waits for its
     * sink must not keep the others until their sinks have ceased to look for deadlocks.
     */
    void execute(String sql) throws SQLException, InterruptedException {
        ExecutorService sessions = Executors.newFixedThreadPool(holders.size());
        try {
            List<Callable<Boolean>> statements = new ArrayList<>();
            holders.forEach((lane, holder) -> statements.add(() -> {
                try (var statement = holder.createStatement()) {
                    return statement.execute(sql.formatted(lane.connector()));
                }
            }));
            for (Future<Boolean> executed : sessions.invokeAll(statements)) {
                executed.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(sql + " fails", e.getCause());
        } finally {
            sessions.shutdownNow();
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
