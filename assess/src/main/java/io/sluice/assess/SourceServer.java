package io.sluice.assess;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a MySQL server says of itself.
 *
 * @param variables the global ones
 * @param status the global counters
 * @param cipher of the connection; empty if it is not encrypted
 * @param sources the servers whose changes it takes over as a replica
 */
record SourceServer(
        String version,
        Map<String, String> variables,
        Map<String, String> status,
        String cipher,
        List<String> sources) {

    static SourceServer read(Connection mysql) throws SQLException {
        Map<String, String> session = SourceSql.pairs(mysql, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        return new SourceServer(
                SourceSql.rows(mysql, "SELECT VERSION()", row -> row.getString(1))
                        .get(0),
                SourceSql.pairs(mysql, "SHOW GLOBAL VARIABLES"),
                SourceSql.pairs(mysql, "SHOW GLOBAL STATUS"),
                session.getOrDefault("Ssl_cipher", ""),
                sources(mysql));
    }

    /** Empty also for a user who may not ask, which the source check complains of. */
    private static List<String> sources(Connection mysql) {
        try {
            return SourceSql.rows(mysql, "SHOW REPLICA STATUS", row -> row.getString("Source_Host"));
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** A variable's value, empty if the server does not know it. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    long counter(String name) {
        return Long.parseLong(status.getOrDefault(name, "0"));
    }

    boolean mariaDb() {
        return version.contains("MariaDB");
    }

    int majorVersion() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }
}
