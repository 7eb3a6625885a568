package io.sluice.e2e;

import io.sluice.demo.account.AccountScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * A MySQL user and a PostgreSQL role with a database, all of one name and made for one pipeline: with the privileges that
 * {@code config/sql} grants and no others.
 */
record Accounts(String name, String mysqlPassword, String postgresPassword) {

    static Accounts create(DatabaseServers servers, String name, List<String> databases) throws SQLException {
        Accounts accounts = new Accounts(
                name, UUID.randomUUID().toString(), UUID.randomUUID().toString());
        try (Connection mysql = servers.mysql().rootConnection();
                Connection postgres = servers.postgres().superuserConnection()) {
            accounts.createUser(mysql, databases);
            accounts.createRole(postgres);
        }
        return accounts;
    }

    /** The name of a database for the schema that the pipeline would make. */
    String plannedDatabase() {
        return name + "_planned";
    }

    private void createUser(Connection mysql, List<String> databases) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("DROP USER IF EXISTS " + name);
            for (String database : databases) {
                statement.execute("DROP DATABASE IF EXISTS " + database);
                statement.execute("CREATE DATABASE " + database);
                AccountScript.MYSQL_USER.run(mysql, name, mysqlPassword, database);
            }
        }
    }

    private void createRole(Connection postgres) throws SQLException {
        dropRole(postgres);
        AccountScript.POSTGRES_ROLE.run(postgres, name, postgresPassword, name);
    }

    /** Removes all of it, the databases included. */
    void drop(DatabaseServers servers, List<String> databases) throws SQLException {
        try (Connection mysql = servers.mysql().rootConnection();
                Statement statement = mysql.createStatement()) {
            statement.execute("DROP USER IF EXISTS " + name);
            for (String database : databases) {
                statement.execute("DROP DATABASE IF EXISTS " + database);
            }
        }
        try (Connection postgres = servers.postgres().superuserConnection()) {
            dropRole(postgres);
        }
    }

    private void dropRole(Connection postgres) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + plannedDatabase() + " WITH (FORCE)");
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            try (var role = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                if (!role.next()) {
                    return;
                }
            }
            statement.execute("REVOKE SET ON PARAMETER session_replication_role FROM " + name);
            statement.execute("DROP ROLE " + name);
        }
    }
}
