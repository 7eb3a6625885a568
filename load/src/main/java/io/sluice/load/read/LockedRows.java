package io.sluice.load.read;

import io.sluice.core.model.ChangeEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Rows that nobody can change as long as this is open.
 *
 * @param rows in the order of the table's columns
 * @param keys of the rows, as literals
 * @param origin the source's position at which they are as they are
 * @param mysql in the transaction that locks them
 */
public record LockedRows(List<Object[]> rows, List<List<String>> keys, ChangeEvent.Origin origin, Connection mysql)
        implements AutoCloseable {

    /** A session reads what is committed now: locked rows can be newer than a snapshot, and gaps stay free. */
    static void begin(Connection mysql) throws SQLException {
        ChunkSnapshot.execute(mysql, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        ChunkSnapshot.execute(mysql, "START TRANSACTION");
    }

    /** Takes the position, which needs the locks. */
    static LockedRows of(List<Object[]> rows, List<List<String>> keys, Connection mysql) throws SQLException {
        ChangeEvent.Origin origin = new ChangeEvent.Origin(ChunkSnapshot.position(mysql), Instant.now());
        return new LockedRows(rows, keys, origin, mysql);
    }

    @Override
    public void close() throws SQLException {
        ChunkSnapshot.execute(mysql, "COMMIT");
    }
}
