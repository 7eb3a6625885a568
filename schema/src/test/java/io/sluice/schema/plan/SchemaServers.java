package io.sluice.schema.plan;

import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A MySQL whose schema becomes a PostgreSQL's, with a connection to each. */
final class SchemaServers implements AutoCloseable {

    private final LocalMySql mysqlServer;
    private final LocalPostgres postgresServer;
    private final Connection mysql;
    private final Connection postgres;

    SchemaServers(Path directory) throws SQLException {
        mysqlServer = LocalMySql.start(directory.resolve("mysql"), line -> {});
        postgresServer = LocalPostgres.start(directory.resolve("postgres"), line -> {});
        mysql = mysqlServer.rootConnection();
        postgres = postgresServer.superuserConnection();
        Script.run(mysql, "SET time_zone = '+00:00'");
    }

    Connection mysql() {
        return mysql;
    }

    Connection postgres() {
        return postgres;
    }

    @Override
    public void close() throws SQLException {
        try (mysqlServer;
                postgresServer;
                mysql;
                postgres) {
            // Closes all, the last first.
        }
    }
}
