package io.sluice.connect.mysql;

import io.sluice.demo.server.LocalMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The MySQL that the tests of this package use one after the other. It ends with the JVM. */
final class OneMySql {

    private static final LocalMySql SERVER = LocalMySql.start(Path.of("target", "servers", "mysql"), line -> {});

    private OneMySql() {}

    /** A new connection as root. The caller closes it. */
    static Connection connection() throws SQLException {
        return SERVER.rootConnection();
    }
}
