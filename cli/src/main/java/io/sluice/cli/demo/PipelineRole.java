package io.sluice.cli.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The PostgreSQL role of a pipeline: no superuser, but the owner of a database of its own, and allowed to keep
 * triggers and foreign keys from firing for replicated rows.
 *
 * @param passwordFile readable by its owner only
 */
public record PipelineRole(String name, String database, Path passwordFile) {
    /** Makes the role and its database where they are missing; the password file too. */
    public static PipelineRole create(Connection superuser, String database, Path passwordFile) throws SQLException {
        var role = new PipelineRole("sluice", database, passwordFile);
        // Hexadecimal, so it needs no escaping.
        String password = Secret.in(passwordFile);
        try (Statement statement = superuser.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'sluice'")) {
                statement.execute("CREATE ROLE sluice LOGIN");
            }
            statement.execute("ALTER ROLE sluice PASSWORD '" + password + "'");
            statement.execute("GRANT SET ON PARAMETER session_replication_role TO sluice");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database.replace("'", "''") + "'")) {
                statement.execute(
                        "CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\" OWNER sluice TEMPLATE template0");
            }
        }
        return role;
    }

    public String password() {
        return Secret.in(passwordFile);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }
}
