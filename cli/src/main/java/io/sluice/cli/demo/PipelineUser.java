package io.sluice.cli.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The MySQL account of a pipeline, with the least it needs: to read the tables, to hold them still for the moment in
 * which a snapshot starts, and to follow the binary log.
 *
 * @param passwordFile readable by its owner only
 */
public record PipelineUser(String name, Path passwordFile) {
    /** Makes the account, or gives an existing one the password in the file; the file is made if missing. */
    public static PipelineUser create(Connection root, Path passwordFile, List<String> databases) throws SQLException {
        var user = new PipelineUser("sluice", passwordFile);
        // Hexadecimal, so it needs no escaping.
        String password = Secret.in(passwordFile);
        try (Statement statement = root.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS sluice@'%' IDENTIFIED BY '" + password + "'");
            statement.execute("ALTER USER sluice@'%' IDENTIFIED BY '" + password + "'");
            statement.execute(
                    "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO sluice@'%'");
            for (String database : databases) {
                statement.execute("GRANT SELECT ON `" + database.replace("`", "``") + "`.* TO sluice@'%'");
            }
        }
        return user;
    }

    public String password() {
        return Secret.in(passwordFile);
    }
}
