package io.sluice.schema.plan;

import io.sluice.schema.EmptyServers;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection to a MySQL, whose schema becomes a PostgreSQL's, and one to that; both are empty at first. */
final class SchemaServers implements AutoCloseable {

    private final Connection mysql;
    private final Connection postgres;

    SchemaServers() throws SQLException {
        mysql = EmptyServers.emptyMySql();
        postgres = EmptyServers.emptyPostgres();
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
        try (mysql;
                postgres) {
            // Closes both, the last first.
        }
    }
}
