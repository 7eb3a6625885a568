package io.sluice.schema.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The global variables of a MySQL server. */
public final class ServerVariables {

    private ServerVariables() {}

    /** The value of a variable; empty if the server does not know it. */
    public static Optional<String> read(Connection mysql, String name) throws SQLException {
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE '" + name + "'")) {
            return row.next() ? Optional.of(row.getString(2)) : Optional.empty();
        }
    }
}
