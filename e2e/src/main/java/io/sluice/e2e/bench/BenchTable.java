package io.sluice.e2e.bench;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The table of the benchmark: nine columns, about 220 bytes a row. Keys are dense, and grow in the order of commits. */
public record BenchTable(Connection mysql) {

    public static final String DATABASE = "bench";
    public static final String NAME = "items";

    /** The statement that creates it, in MySQL or MariaDB. */
    public static final String DDL =
            "CREATE TABLE " + NAME + " (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, customer INT NOT NULL,"
                    + " status ENUM('new', 'paid', 'shipped', 'cancelled') NOT NULL, amount DECIMAL(12,2) NOT NULL,"
                    + " note VARCHAR(160) NOT NULL, active TINYINT NOT NULL, created DATETIME(6) NOT NULL,"
                    + " updated TIMESTAMP NOT NULL, attributes JSON NOT NULL)";

    /** Rows that one transaction of {@link #change} inserts, updates and deletes. */
    static final int INSERTED = 4;

    static final int CHANGES_PER_TRANSACTION = 10;
    private static final int ROWS_PER_STATEMENT = 100_000;
    private static final String COLUMNS = "id, customer, status, amount, note, active, created, updated, attributes";

    public static BenchTable create(Connection mysql) throws SQLException {
        Sql.execute(mysql, DDL);
        return new BenchTable(mysql);
    }

    /** Fills the table with rows 1 to {@code rows}. */
    public void fill(int rows) throws SQLException {
        Sql.execute(mysql, "SET SESSION cte_max_recursion_depth = " + ROWS_PER_STATEMENT);
        for (int first = 1; first <= rows; first += ROWS_PER_STATEMENT) {
            int last = Math.min(rows, first + ROWS_PER_STATEMENT - 1);
            Sql.execute(mysql, insert(first, last));
        }
    }

    private static String insert(long first, long last) {
        return "INSERT INTO " + NAME + " (" + COLUMNS + ") WITH RECURSIVE n (i) AS (SELECT " + first
                + " UNION ALL SELECT i + 1 FROM n WHERE i < " + last + ") SELECT i, i * 31 % 100000, 1 + i % 4,"
                + " i % 1000000 / 100, CONCAT(UUID(), ' a note as people write it, ', UUID()), i % 2,"
                + " TIMESTAMP '2024-01-01 00:00:00' + INTERVAL i * 1000003 MICROSECOND, NOW(),"
                + " JSON_OBJECT('color', 'green', 'size', i % 50, 'tag', CONCAT('t', i)) FROM n";
    }

    /** One transaction of four inserts, five updates and a delete; {@code last} is the highest key so far. */
    void change(long last) throws SQLException {
        long some = ThreadLocalRandom.current().nextLong(1, last - 20);
        Sql.transaction(
                mysql,
                insert(last + 1, last + INSERTED),
                "UPDATE " + NAME + " SET amount = RAND() * 10000, note = CONCAT(UUID(), ' changed') WHERE id BETWEEN "
                        + some + " AND " + (some + 4),
                "DELETE FROM " + NAME + " WHERE id = " + (some + 5));
    }

    /** A statement for {@link #insertProbe}. */
    PreparedStatement probe() throws SQLException {
        return mysql.prepareStatement("INSERT INTO " + NAME + " (" + COLUMNS
                + ") VALUES (?, ?, 'new', 1.5, UUID(), 1, ?, NOW(), '{\"size\": 1}')");
    }

    /** Inserts and commits one row of fresh values. */
    static void insertProbe(PreparedStatement probe, long id) throws SQLException {
        probe.setLong(1, id);
        probe.setInt(2, ThreadLocalRandom.current().nextInt());
        probe.setTimestamp(3, Timestamp.from(Instant.now()));
        probe.executeUpdate();
    }
}
