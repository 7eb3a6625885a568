package io.sluice.assess;

import io.sluice.core.name.MySqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;

/**
 * How fast rows of the largest table come from MySQL to here.
 *
 * @param bytes of their values
 */
public record ReadSpeed(String table, long rows, long bytes, long nanos) {

    private static final int ROWS_MAX = 200_000;

    /** A second's worth, or some of a slow network. */
    private static final long BYTES_MAX = 64_000_000;

    /** Fewer come so quickly that it says nothing. */
    private static final long ROWS_MIN = 5_000;

    /** Reads 64 MB at most; nothing if no table has rows enough to tell. */
    static Optional<ReadSpeed> measure(Connection mysql, Inventory inventory) throws SQLException {
        Optional<TableFigures> largest = inventory.tables().stream()
                .max(Comparator.comparingLong(TableFigures::dataBytes))
                .filter(table -> table.rows() >= ROWS_MIN);
        return largest.isEmpty() ? Optional.empty() : Optional.of(measure(mysql, largest.get()));
    }

    private static ReadSpeed measure(Connection mysql, TableFigures table) throws SQLException {
        long rowBytes = Math.max(1, table.dataBytes() / table.rows());
        long limit = Math.max(1, Math.min(ROWS_MAX, BYTES_MAX / rowBytes));
        String query = "SELECT * FROM " + MySqlNames.quote(table.id()) + " LIMIT " + limit;
        try (Statement statement = mysql.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Row by row, or the driver would first collect them all.
            statement.setFetchSize(Integer.MIN_VALUE);
            statement.setEscapeProcessing(false);
            long start = System.nanoTime();
            try (ResultSet row = statement.executeQuery(query)) {
                long rows = 0;
                long bytes = 0;
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    rows++;
                    for (int i = 1; i <= columns; i++) {
                        byte[] value = row.getBytes(i);
                        bytes += value == null ? 0 : value.length;
                    }
                }
                return new ReadSpeed(table.id().toString(), rows, bytes, Math.max(1, System.nanoTime() - start));
            }
        }
    }

    double rowsPerSecond() {
        return rows * 1e9 / nanos;
    }

    double bytesPerSecond() {
        return bytes * 1e9 / nanos;
    }
}
