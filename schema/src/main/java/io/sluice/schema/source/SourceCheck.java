package io.sluice.schema.source;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a MySQL server can be migrated from as it is set up. Reads only. */
public final class SourceCheck {

    /**
     * Something that a migration cannot do without.
     *
     * @param name a variable or a privilege
     * @param refusal says what has to be set or granted; empty if it is as it has to be
     */
    public record Requirement(String name, Optional<SluiceException> refusal) {}

    private final Connection mysql;

    public SourceCheck(Connection mysql) {
        this.mysql = mysql;
    }

    /** @throws SluiceException saying what has to be set or granted: of several things the first */
    public void run(Collection<TableId> tables) throws SQLException {
        for (Requirement requirement : requirements(tables)) {
            if (requirement.refusal().isPresent()) {
                throw requirement.refusal().get();
            }
        }
    }

    /** All requirements, met or not. */
    public List<Requirement> requirements(Collection<TableId> tables) throws SQLException {
        List<Requirement> requirements = new ArrayList<>();
        requirements.add(set("log_bin", "ON", "MySQL writes no binary log; start it with --log-bin"));
        requirements.add(set(
                "binlog_format",
                "ROW",
                "MySQL logs statements, not rows; SET PERSIST binlog_format = 'ROW' and restart"));
        requirements.add(
                set(
                        "binlog_row_image",
                        "FULL",
                        "MySQL logs only parts of changed rows; SET PERSIST binlog_row_image = 'FULL' and reconnect all clients"));
        requirements.add(set(
                "binlog_row_value_options",
                "",
                "MySQL logs only parts of changed JSON values; SET PERSIST binlog_row_value_options = ''"));
        requirements.add(granted("REPLICATION SLAVE", "SHOW REPLICAS"));
        requirements.add(new Requirement("REPLICATION CLIENT", logStatusRefused()));
        requirements.add(new Requirement("FLUSH_TABLES", lockingRefused()));
        requirements.add(new Requirement("SELECT", selectRefused(tables)));
        return requirements;
    }

    private Requirement set(String variable, String wanted, String otherwise) throws SQLException {
        // A variable that is not there has been retired, and its modern behaviour is what is wanted.
        return new Requirement(
                variable,
                ServerVariables.read(mysql, variable)
                        .filter(value -> !value.toUpperCase(Locale.ROOT).equals(wanted))
                        .map(wrong -> new SluiceException(ExitCode.WRONG_USAGE, otherwise)));
    }

    private Requirement granted(String privilege, String query) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.executeQuery(query).close();
            return new Requirement(privilege, Optional.empty());
        } catch (SQLException e) {
            return new Requirement(privilege, Optional.of(notGranted(privilege + " ON *.*", e)));
        }
    }

    private Optional<SluiceException> logStatusRefused() throws SQLException {
        try {
            LogPosition.current(mysql);
            return Optional.empty();
        } catch (SQLException e) {
            boolean refusedByServer = e.getErrorCode() != 0;
            return refusedByServer ? Optional.of(notGranted("REPLICATION CLIENT ON *.*", e)) : Optional.empty();
        }
    }

    /**
     * The structure and its position are read in a moment in which nobody writes, by FLUSH TABLES WITH READ LOCK. By LOCK
     * TABLES nobody could write until it is done.
     */
    private Optional<SluiceException> lockingRefused() throws SQLException {
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
                || grants.indexOf("GRANT ALL PRIVILEGES") >= 0;
        return granted || byRole ? Optional.empty() : Optional.of(notGranted("FLUSH_TABLES ON *.*", null));
    }

    private Optional<SluiceException> selectRefused(Collection<TableId> tables) throws SQLException {
        for (TableId table : tables) {
            String name = MySqlNames.quote(table);
            try (Statement statement = mysql.createStatement()) {
                statement.executeQuery("SELECT 1 FROM " + name + " LIMIT 0").close();
            } catch (SQLException e) {
                return Optional.of(notGranted("SELECT ON " + name, e));
            }
        }
        return Optional.empty();
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
