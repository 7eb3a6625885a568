package io.sluice.load.read;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import io.sluice.schema.source.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * A short transaction in which a chunk is read as it is at one moment.
 *
 * @param low the source's position before that moment
 * @param high its position at that moment or after it: nothing that comes later in the log is in the chunk
 * @param mysql in the transaction
 */
public record ChunkSnapshot(SourcePosition low, ChangeEvent.Origin high, Connection mysql) implements AutoCloseable {

    /** Begins the transaction on a session that has none. */
    public static ChunkSnapshot open(Connection mysql) throws SQLException {
        SourcePosition low = position(mysql);
        execute(mysql, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
        return new ChunkSnapshot(low, new ChangeEvent.Origin(position(mysql), Instant.now()), mysql);
    }

    /** Where the source's log ends now. */
    public static SourcePosition position(Connection mysql) throws SQLException {
        LogPosition now = LogPosition.current(mysql);
        return new SourcePosition(Optional.empty(), now.file(), now.position(), 0);
    }

    static void execute(Connection mysql, String sql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute(mysql, "COMMIT");
    }
}
