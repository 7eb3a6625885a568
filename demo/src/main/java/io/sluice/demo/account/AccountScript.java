package io.sluice.demo.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts in {@code config/sql} that make a pipeline's accounts. Users run the same scripts, and every pipeline of
 * the demo and of the tests runs with exactly the privileges that they grant.
 */
public enum AccountScript {
    MYSQL_USER("mysql-user.sql"),
    POSTGRES_ROLE("postgres-role.sql");

    private final String file;

    AccountScript(String file) {
        this.file = file;
    }

    /** Runs the script for one database. The arguments are inserted as they are, so they must need no escaping. */
    public void run(Connection administrator, String user, String password, String database) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql.replace("${user}", user)
                        .replace("${password}", password)
                        .replace("${database}", database));
            }
        }
    }

    private List<String> statements() {
        String sql = text().lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(sql.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private String text() {
        try (InputStream in = AccountScript.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
