package io.sluice.schema.catalog;

import io.sluice.schema.source.ServerVariables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether MySQL writes to its binary log what foreign keys change in child rows.
 *
 * @param version the server's
 */
public record CascadeLog(String version, Mode mode) {

    /** Who changes the child rows. */
    public enum Mode {
        /** The server, which logs the changes: MySQL from 9.6 on. */
        LOGGED,
        /** InnoDB, below the log, since a setting of MySQL 9.6 or later wants it so. */
        UNLOGGED_BY_SETTING,
        /** InnoDB, below the log: MySQL before 9.6, and MariaDB. */
        UNLOGGED
    }

    static CascadeLog read(Connection mysql) throws SQLException {
        Optional<String> setting = ServerVariables.read(mysql, "innodb_native_foreign_keys");
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return of(row.getString(1), setting);
        }
    }

    /** @param setting the value of {@code innodb_native_foreign_keys}; empty if the server does not know it */
    static CascadeLog of(String version, Optional<String> setting) {
        return new CascadeLog(
                version,
                setting.map(value ->
                                value.toUpperCase(Locale.ROOT).equals("OFF") ? Mode.LOGGED : Mode.UNLOGGED_BY_SETTING)
                        .orElse(Mode.UNLOGGED));
    }
}
