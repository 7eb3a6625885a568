package io.sluice.sink;

import io.sluice.core.name.Identifiers;
import io.sluice.sink.apply.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Whether the target lets the sink in and has what it needs. Changes nothing there. */
final class ConnectionCheck {

    private static final int TIMEOUT_SECONDS = 5;

    private static final int OLDEST_VERSION = 14;

    /** Asks with object ids: functions that take names fail where the role may not use the schema. */
    private static final String RIGHTS = """
            SELECT pg_is_in_recovery(), current_database(), current_user,
                   has_database_privilege(current_database(), 'CREATE'),
                   n.oid IS NOT NULL, has_schema_privilege(n.oid, 'USAGE'), has_schema_privilege(n.oid, 'CREATE'),
                   c.oid IS NOT NULL,
                   has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                       AND has_table_privilege(c.oid, 'UPDATE'),
                   has_database_privilege(current_database(), 'TEMPORARY')
            FROM (SELECT) AS one
            LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = 'sluice'
            LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'sink_offset'""";

    /** What is wrong, in a sentence, and the setting that has to be corrected, or whose role lacks a right. */
    record Fault(String key, String sentence) {}

    private ConnectionCheck() {}

    /** Takes about five seconds at most; empty if all is well. */
    static Optional<Fault> run(SinkConfig config) {
        Properties properties = config.connectionProperties();
        PGProperty.APPLICATION_NAME.set(properties, "sluice-sink-" + config.connector());
        PGProperty.LOGIN_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        PGProperty.CONNECT_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, TIMEOUT_SECONDS);
        try (Connection connection = new Driver().connect(config.url(), properties)) {
            return look(connection);
        } catch (SQLException e) {
            return Optional.of(refused(e));
        }
    }

    private static Fault refused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01" ->
                new Fault(
                        SinkConfig.CONNECTION_PASSWORD,
                        "it is wrong, or connection.user has no such role: " + Reason.of(e));
            // The driver's own refusals: no password for a server that wants one, or no TLS where that is a must.
            case "08004" ->
                new Fault(
                        String.valueOf(e.getMessage()).contains("password")
                                ? SinkConfig.CONNECTION_PASSWORD
                                : SinkConfig.CONNECTION_URL,
                        Reason.of(e));
            case "28000" ->
                new Fault(
                        SinkConfig.CONNECTION_USER,
                        "PostgreSQL does not let the role in, look into its pg_hba.conf too: " + Reason.of(e));
            case "42501" -> new Fault(SinkConfig.CONNECTION_USER, Reason.of(e));
            case "3D000", "22023" -> new Fault(SinkConfig.CONNECTION_URL, Reason.of(e));
            default -> new Fault(SinkConfig.CONNECTION_URL, "PostgreSQL cannot be reached: " + Reason.of(e));
        };
    }

    private static Optional<Fault> look(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            return Optional.of(new Fault(
                    SinkConfig.CONNECTION_URL,
                    "its server is PostgreSQL " + version + ": use " + OLDEST_VERSION + " or later"));
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RIGHTS)) {
            row.next();
            return row.getBoolean(1)
                    ? Optional.of(new Fault(
                            SinkConfig.CONNECTION_URL,
                            "its server is a standby: name the primary, or all servers and targetServerType=primary"))
                    : missingRight(row).map(ConnectionCheck::ungranted);
        }
    }

    private static Fault ungranted(String grant) {
        return new Fault(
                SinkConfig.CONNECTION_USER,
                "the role lacks a right, that to keep offsets in the schema sluice or to pass rows through temporary"
                        + " tables: as owner or superuser, " + grant);
    }

    /** The statement that gives it. */
    private static Optional<String> missingRight(ResultSet row) throws SQLException {
        String database = " ON DATABASE " + Identifiers.quote(row.getString(2));
        String role = " TO " + Identifiers.quote(row.getString(3));
        if (!row.getBoolean(10)) {
            return Optional.of("GRANT TEMPORARY" + database + role);
        }
        if (!row.getBoolean(5)) {
            return row.getBoolean(4) ? Optional.empty() : Optional.of("GRANT CREATE" + database + role);
        }
        boolean table = row.getBoolean(8);
        if (!row.getBoolean(6) || !(table || row.getBoolean(7))) {
            return Optional.of("GRANT USAGE, CREATE ON SCHEMA sluice" + role);
        }
        return table && !row.getBoolean(9)
                ? Optional.of("GRANT SELECT, INSERT, UPDATE ON sluice.sink_offset" + role)
                : Optional.empty();
    }
}
