package io.sluice.schema.source;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks MySQL over JDBC what its character sets are. Safe for use by many threads.
 *
 * @param mysql opens a connection for one question
 */
public record CharsetQuery(Connections mysql) implements SourceCharsets.Query {

    /** Opens new connections. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    @Override
    public List<Map.Entry<String, String>> rows(String sql) {
        List<Map.Entry<String, String>> rows = new ArrayList<>();
        try (Connection connection = mysql.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(Map.entry(row.getString(1), row.getString(2)));
            }
            return rows;
        } catch (SQLException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE,
                    "MySQL did not say which characters it has in a character set (" + e.getMessage()
                            + "); see whether it runs",
                    e);
        }
    }
}
