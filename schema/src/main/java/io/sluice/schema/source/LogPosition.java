package io.sluice.schema.source;

import io.sluice.core.model.SourcePosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Comparator;

/**
 * How far a MySQL server's binary log goes, or how far somebody has read it.
 *
 * @param serverId the server whose file and position these are
 * @param gtids the GTID set; empty on a server without GTIDs
 */
public record LogPosition(long serverId, String file, long position, String gtids) {

    private static final Comparator<LogPosition> IN_LOG =
            Comparator.comparing(LogPosition::file, SourcePosition.FILE_ORDER).thenComparingLong(LogPosition::position);

    /** Where the server's log ends now: everything committed before the call lies before it. */
    public static LogPosition current(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = status(statement)) {
            if (!row.next()) {
                throw new SQLException("the server has no binary log");
            }
            return new LogPosition(
                    serverId(mysql),
                    row.getString("File"),
                    row.getLong("Position"),
                    row.getString("Executed_Gtid_Set").replaceAll("\\s", ""));
        }
    }

    /** The statement got its present name in MySQL 8.2; 8.0 knows only the old one, 8.4 only the new one. */
    private static ResultSet status(Statement statement) throws SQLException {
        try {
            return statement.executeQuery("SHOW BINARY LOG STATUS");
        } catch (SQLSyntaxErrorException e) {
            return statement.executeQuery("SHOW MASTER STATUS");
        }
    }

    private static long serverId(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_id")) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Whether a reader at this position has seen everything up to {@code end}: by file and position where both are of the
     * same server, or else by GTIDs. File and position come first since Debezium counts a DDL statement's GTID as read
     * only when the next transaction begins.
     */
    public boolean reaches(LogPosition end, MySql mysql) throws SQLException {
        boolean comparable = serverId == end.serverId || end.gtids.isEmpty();
        return (comparable && IN_LOG.compare(this, end) >= 0) || (!end.gtids.isEmpty() && contains(end.gtids, mysql));
    }

    /** Opens a connection to a MySQL server, whichever it is: any of them can compare GTID sets. */
    @FunctionalInterface
    public interface MySql {
        /** A new connection, which the caller closes. */
        Connection open() throws SQLException;
    }

    private boolean contains(String others, MySql mysql) throws SQLException {
        try (Connection connection = mysql.open();
                PreparedStatement subset = connection.prepareStatement("SELECT GTID_SUBSET(?, ?)")) {
            subset.setString(1, others);
            subset.setString(2, gtids);
            try (ResultSet row = subset.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
