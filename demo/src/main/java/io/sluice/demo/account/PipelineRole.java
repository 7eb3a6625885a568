package io.sluice.demo.account;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The PostgreSQL role of a pipeline, and the database that it migrates to.
 *
 * @param passwordFile readable by its owner only
 */
public record PipelineRole(String name, String database, Path passwordFile) {
    /** Makes the role, its database and the password file, each if it is missing. */
    public static PipelineRole create(Connection superuser, String database, Path passwordFile) throws SQLException {
        var role = new PipelineRole("sluice", database, passwordFile);
        // Hexadecimal, so it needs no escaping.
        String password = PasswordFile.in(passwordFile);
        try (Statement statement = superuser.createStatement()) {
            if (exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'sluice'")) {
                statement.execute("ALTER ROLE sluice PASSWORD '" + password + "'");
            } else {
                AccountScript.POSTGRES_ROLE.run(superuser, role.name(), password, database);
            }
        }
        return role;
    }

    public String password() {
        return PasswordFile.in(passwordFile);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }
}
