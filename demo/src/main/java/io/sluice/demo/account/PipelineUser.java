package io.sluice.demo.account;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The MySQL account of a pipeline, with the fewest privileges that it needs: to read the tables, to lock them for the
 * moment in which the structure and its position are read, and to follow the binary log.
 *
 * @param passwordFile readable by its owner only
 */
public record PipelineUser(String name, Path passwordFile) {
    /** Makes the account, or gives an existing one the password in the file; the file is made if missing. */
    public static PipelineUser create(Connection root, Path passwordFile, List<String> databases) throws SQLException {
        var user = new PipelineUser("sluice", passwordFile);
        // Hexadecimal, so it needs no escaping.
        String password = PasswordFile.in(passwordFile);
        for (String database : databases) {
            AccountScript.MYSQL_USER.run(root, user.name(), password, database);
        }
        return user;
    }

    public String password() {
        return PasswordFile.in(passwordFile);
    }
}
