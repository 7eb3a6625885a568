package io.sluice.e2e.bench.load;

import com.mysql.cj.jdbc.JdbcStatement;
import io.sluice.e2e.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** What LOAD DATA reads, made while it is read. */
final class BulkInput extends InputStream {

    private static final int PORTION_CHARACTERS = 1 << 16;

    private final Lines lines;
    private byte[] portion = {};
    private int next;

    /** Where the lines come from. */
    @FunctionalInterface
    interface Lines {

        /** Appends one line or several; false if there are no more, and nothing is appended. */
        boolean append(StringBuilder text) throws SQLException;
    }

    private BulkInput(Lines lines) {
        this.lines = lines;
    }

    /**
     * Fills a table with lines, whose values are separated by tabs.
     *
     * @param server a connection that may use LOAD DATA LOCAL
     */
    static void load(Connection server, String table, Lines lines) throws SQLException {
        try (Statement statement = server.createStatement()) {
            JdbcStatement local = statement.unwrap(JdbcStatement.class);
            local.setLocalInfileInputStream(new BulkInput(lines));
            statement.execute("LOAD DATA LOCAL INFILE '-' INTO TABLE " + table + " CHARACTER SET utf8mb4");
        }
    }

    /** Copies a table to a server of the same kind, where it is there and empty. */
    static void copy(Connection from, Connection to, String table) throws SQLException {
        String columns = String.join(
                ", ",
                Sql.rows(
                        from,
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = '" + table + "' ORDER BY ordinal_position"));
        try (Statement statement = from.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE); // makes the driver hand out rows as they arrive
            try (var rows = statement.executeQuery("SELECT CONCAT_WS('\t', " + columns + ") FROM " + table)) {
                load(to, table, text -> {
                    if (!rows.next()) {
                        return false;
                    }
                    text.append(rows.getString(1)).append('\n');
                    return true;
                });
            }
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? portion[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, portion.length - next);
        System.arraycopy(portion, next, to, offset, count);
        next += count;
        return count;
    }

    /** Whether there is something to read. */
    private boolean fill() throws IOException {
        if (next < portion.length) {
            return true;
        }
        StringBuilder text = new StringBuilder(PORTION_CHARACTERS + 1024);
        try {
            boolean more = true;
            while (more && text.length() < PORTION_CHARACTERS) {
                more = lines.append(text);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        portion = text.toString().getBytes(StandardCharsets.UTF_8);
        next = 0;
        return portion.length > 0;
    }
}
