package io.sluice.schema;

import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The MySQL and the PostgreSQL that the test classes of this module use one after the other, each class without what the
 * one before it has created. They end with the JVM.
 */
public final class EmptyServers {

    private static final Path DIRECTORY = Path.of("target", "servers");
    private static final String TARGET = "target";

    private static final class MySql {
        static final LocalMySql SERVER = LocalMySql.start(DIRECTORY.resolve("mysql"), line -> {});
    }

    private static final class Postgres {
        static final LocalPostgres SERVER = LocalPostgres.start(DIRECTORY.resolve("postgres"), line -> {});
    }

    private EmptyServers() {}

    /** Drops all databases of the tests, and returns a new connection as root. The caller closes it. */
    public static Connection emptyMySql() throws SQLException {
        Connection root = MySql.SERVER.rootConnection();
        execute(root, "SET foreign_key_checks = 0");
        for (String database : databases(root)) {
            execute(root, "DROP DATABASE `" + database + "`");
        }
        execute(root, "SET foreign_key_checks = 1");
        return root;
    }

    private static List<String> databases(Connection root) throws SQLException {
        List<String> databases = new ArrayList<>();
        try (Statement statement = root.createStatement();
                ResultSet row = statement.executeQuery("SELECT schema_name FROM information_schema.schemata"
                        + " WHERE schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')")) {
            while (row.next()) {
                databases.add(row.getString(1));
            }
        }
        return databases;
    }

    /** Creates the target database anew, and returns a new connection to it as superuser. The caller closes it. */
    public static Connection emptyPostgres() throws SQLException {
        try (Connection superuser = Postgres.SERVER.superuserConnection()) {
            execute(superuser, "DROP DATABASE IF EXISTS " + TARGET + " WITH (FORCE)");
            execute(superuser, "CREATE DATABASE " + TARGET);
        }
        return Postgres.SERVER.superuserConnection(TARGET);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
