package io.sluice.assess;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.demo.account.PipelineUser;
import io.sluice.demo.server.LocalMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A MySQL to assess, with a pipeline's account that has the least it needs, and a target that does not answer. */
final class AssessedServer implements AutoCloseable {

    private final Path directory;
    private final LocalMySql mysql;

    AssessedServer(Path directory, String... options) {
        this.directory = directory;
        this.mysql = LocalMySql.start(directory.resolve("mysql"), line -> {}, List.of(options));
    }

    /** Makes a database and runs the statements in it, in a session that takes any value. */
    void database(String name, String... statements) throws SQLException {
        try (Connection root = mysql.rootConnection();
                Statement statement = root.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            statement.execute("USE " + name);
            statement.execute(
                    "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', foreign_key_checks = 0, time_zone = '+00:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Connection root() throws SQLException {
        return mysql.rootConnection();
    }

    /** The file of a pipeline for a database. */
    Path file(String database, String more) throws SQLException, IOException {
        Path password = directory.resolve("password");
        try (Connection root = root()) {
            PipelineUser.create(root, password, List.of(database));
        }
        Path file = directory.resolve(database + ".yaml");
        Files.writeString(file, """
                name: %1$s
                source:
                  url: mysql://127.0.0.1:%2$d
                  user: sluice
                  password-file: password
                  databases: [%1$s]
                target: {url: "postgresql://127.0.0.1:1/x", user: sluice, password-file: password}
                %3$s
                """.formatted(database, mysql.port(), more));
        return file;
    }

    Pipeline pipeline(String database, String more) throws SQLException, IOException {
        return PipelineFile.read(file(database, more));
    }

    Assessment assess(String database, Scan scan) throws SQLException, IOException {
        return assess(database, scan, "");
    }

    /** @param more what the pipeline's file says besides */
    Assessment assess(String database, Scan scan, String more) throws SQLException, IOException {
        return new Assessor(pipeline(database, more), scan, line -> {}).run();
    }

    @Override
    public void close() {
        mysql.close();
    }
}
