package io.sluice.e2e;

import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A MySQL and a PostgreSQL that take no plain connections, and have certificates that can be verified. */
final class SecuredDatabases {

    private SecuredDatabases() {}

    /** Starts both; their names in the certificates' directory are {@code server}. */
    static DatabaseServers start(Path directory, Certificates certificates) throws IOException, SQLException {
        LocalMySql mysql = LocalMySql.start(
                directory.resolve("mysql"), System.err::println, List.of("--require-secure-transport=ON"));
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), System.err::println);
        DatabaseServers servers = new DatabaseServers(mysql, postgres);
        place(certificates, directory.resolve("mysql/data"));
        place(certificates, directory.resolve("postgres/data"));
        try (Connection root = mysql.rootConnection()) {
            Sql.execute(
                    root,
                    "SET GLOBAL ssl_ca = 'tests-ca.pem'",
                    "SET GLOBAL ssl_cert = 'tests.pem'",
                    "SET GLOBAL ssl_key = 'tests-key.pem'",
                    "ALTER INSTANCE RELOAD TLS");
        }
        try (Connection superuser = postgres.superuserConnection()) {
            Sql.execute(
                    superuser,
                    "ALTER SYSTEM SET ssl_ca_file = 'tests-ca.pem'",
                    "ALTER SYSTEM SET ssl_cert_file = 'tests.pem'",
                    "ALTER SYSTEM SET ssl_key_file = 'tests-key.pem'",
                    "ALTER SYSTEM SET ssl = on");
        }
        return servers;
    }

    /** From now on the pipeline's accounts have to show a certificate as well, and PostgreSQL is reached by TLS only. */
    static void demandCertificates(DatabaseServers servers, Path directory, String account)
            throws IOException, SQLException {
        try (Connection root = servers.mysql().rootConnection()) {
            Sql.execute(root, "ALTER USER '" + account + "'@'%' REQUIRE X509");
        }
        Path rules = directory.resolve("postgres/data/pg_hba.conf");
        Files.writeString(rules, """
                hostssl all %s 127.0.0.1/32 scram-sha-256 clientcert=verify-ca
                hostssl all postgres 127.0.0.1/32 scram-sha-256
                """.formatted(account));
        try (Connection superuser = servers.postgres().superuserConnection()) {
            Sql.rows(superuser, "SELECT pg_reload_conf()");
        }
    }

    private static void place(Certificates certificates, Path data) throws IOException {
        copy(certificates.ca(), data.resolve("tests-ca.pem"));
        copy(certificates.certificate("server"), data.resolve("tests.pem"));
        copy(certificates.key("server"), data.resolve("tests-key.pem"));
    }

    /** A server may run as somebody else than the tests. */
    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(to, Files.getOwner(to.getParent()));
    }
}
