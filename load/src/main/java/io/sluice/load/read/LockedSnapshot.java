package io.sluice.load.read;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.StructureCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/**
 * Opens a snapshot of a table at an exact position: nobody can write to the table in the milliseconds in which both are
 * taken. A table without a key needs it, since its log can neither be repeated nor be passed over by rows. An engine
 * without transactions knows no snapshots, so that its table stays locked until it is read.
 */
public final class LockedSnapshot {

    /** Access denied: to a database, to a table, for want of a privilege. */
    private static final Set<Integer> REFUSALS = Set.of(1044, 1142, 1227);

    private static final String TRANSACTIONAL = "InnoDB";

    private LockedSnapshot() {}

    /**
     * Begins the snapshot.
     *
     * @param mysql for the snapshot, without a transaction
     * @param locking another session; if it keeps a lock, that ends with it
     * @throws io.sluice.schema.catalog.StructureChangedException if the table is not what it was
     * @throws SluiceException if the account may lock neither the table nor all tables
     */
    public static ChunkSnapshot open(Connection mysql, Connection locking, CatalogTable table) throws SQLException {
        lock(locking, table.id());
        ChunkSnapshot.execute(mysql, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
        SourcePosition exact = ChunkSnapshot.position(locking);
        // MySQL refuses to read a table in a snapshot that it has changed since.
        StructureCheck.require(mysql, table);
        if (table.facts().engine().equals(TRANSACTIONAL)) {
            ChunkSnapshot.execute(locking, "UNLOCK TABLES");
        }
        return new ChunkSnapshot(exact, new ChangeEvent.Origin(exact, Instant.now()), mysql);
    }

    private static void lock(Connection locking, TableId table) throws SQLException {
        try {
            ChunkSnapshot.execute(locking, "LOCK TABLES " + MySqlNames.quote(table) + " READ");
        } catch (SQLException e) {
            if (!REFUSALS.contains(e.getErrorCode())) {
                throw e;
            }
            lockAll(locking, table);
        }
    }

    private static void lockAll(Connection locking, TableId table) throws SQLException {
        try {
            ChunkSnapshot.execute(locking, "FLUSH TABLES WITH READ LOCK");
        } catch (SQLException e) {
            if (!REFUSALS.contains(e.getErrorCode())) {
                throw e;
            }
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "Table " + table
                            + " has no key, so that it has to be locked for a moment, and MySQL refuses that: GRANT"
                            + " LOCK TABLES ON " + MySqlNames.quote(table.schema()) + ".* TO the pipeline's user",
                    e);
        }
    }
}
