package io.sluice.e2e.bench.load;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Tables that are loaded, in a MySQL database of their own; all columns are NOT NULL, and no text has to be escaped. */
interface Dataset {

    /** For people. */
    String title();

    /** MySQL's database, and the schema in PostgreSQL. */
    String database();

    /** The statement that creates each table, in MySQL or MariaDB, by the table's name. */
    Map<String, String> ddl();

    /** Creates the tables in the session's database. */
    default void create(Connection server) throws SQLException {
        Sql.execute(server, ddl().values().toArray(String[]::new));
    }

    /** Fills the tables of MySQL, which are there and empty. */
    void fill(Connection mysql) throws SQLException;

    default List<String> tables() {
        return List.copyOf(ddl().keySet());
    }
}
