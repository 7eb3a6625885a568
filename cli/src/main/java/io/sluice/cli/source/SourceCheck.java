package io.sluice.cli.source;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import io.sluice.core.model.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Locale;

/** Whether a MySQL server can be migrated from as it is set up. Reads only; complains of the first thing that is wrong. */
public final class SourceCheck {

    private final Connection mysql;

    public SourceCheck(Connection mysql) {
        this.mysql = mysql;
    }

    /** @throws SluiceException saying what has to be set or granted */
    public void run(Collection<TableId> tables) throws SQLException {
        require("log_bin", "ON", "MySQL writes no binary log; start it with --log-bin");
        require(
                "binlog_format",
                "ROW",
                "MySQL logs statements, not rows; SET PERSIST binlog_format = 'ROW' and restart");
        require(
                "binlog_row_image",
                "FULL",
                "MySQL logs only parts of changed rows; SET PERSIST binlog_row_image = 'FULL' and reconnect all clients");
        require(
                "binlog_row_value_options",
                "",
                "MySQL logs only parts of changed JSON values; SET PERSIST binlog_row_value_options = ''");
        tryOut("SHOW REPLICAS", "REPLICATION SLAVE");
        tryOutLogStatus();
        requireLocking();
        for (TableId table : tables) {
            tryOutSelect(table);
        }
    }

    private void require(String variable, String wanted, String otherwise) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE '" + variable + "'")) {
            // A variable that is not there has been retired, and its modern behaviour is what is wanted.
            if (row.next() && !row.getString(2).toUpperCase(Locale.ROOT).equals(wanted)) {
                throw new SluiceException(ExitCode.WRONG_USAGE, otherwise);
            }
        }
    }

    private void tryOut(String query, String privilege) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.executeQuery(query).close();
        } catch (SQLException e) {
            throw notGranted(privilege + " ON *.*", e);
        }
    }

    private void tryOutLogStatus() throws SQLException {
        try {
            LogPosition.current(mysql);
        } catch (SQLException e) {
            throw notGranted("REPLICATION CLIENT ON *.*", e);
        }
    }

    /** The snapshot needs a moment in which nobody writes: by FLUSH TABLES WITH READ LOCK, or by LOCK TABLES. */
    private void requireLocking() throws SQLException {
        StringBuilder grants = new StringBuilder();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SHOW GRANTS")) {
            while (row.next()) {
                grants.append(row.getString(1).toUpperCase(Locale.ROOT)).append('\n');
            }
        }
        boolean byRole = grants.indexOf("GRANT `") >= 0;
        boolean granted = grants.indexOf("FLUSH_TABLES") >= 0
                || grants.indexOf("RELOAD") >= 0
                || grants.indexOf("LOCK TABLES") >= 0
                || grants.indexOf("GRANT ALL PRIVILEGES") >= 0;
        if (!granted && !byRole) {
            throw notGranted("FLUSH_TABLES ON *.*", null);
        }
    }

    private void tryOutSelect(TableId table) throws SQLException {
        String name =
                "`" + table.schema().replace("`", "``") + "`.`" + table.table().replace("`", "``") + "`";
        try (Statement statement = mysql.createStatement()) {
            statement.executeQuery("SELECT 1 FROM " + name + " LIMIT 0").close();
        } catch (SQLException e) {
            throw notGranted("SELECT ON " + name, e);
        }
    }

    private SluiceException notGranted(String privilege, SQLException cause) throws SQLException {
        String user;
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            user = row.getString(1);
        }
        return new SluiceException(
                ExitCode.WRONG_USAGE,
                "MySQL user " + user + " lacks a privilege; GRANT " + privilege + " TO it",
                cause);
    }
}
