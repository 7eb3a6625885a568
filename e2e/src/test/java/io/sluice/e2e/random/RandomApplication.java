package io.sluice.e2e.random;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Writers that change rows, and one that changes tables, each in a thread of its own. As with an application that is deployed
 * in between, statements may fail because a table is not what it was; whatever MySQL has executed counts.
 */
final class RandomApplication implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS_MAX = 200;

    /** What one thread does again and again. */
    @FunctionalInterface
    private interface Round {
        void run(Connection mysql, Chance chance) throws SQLException;
    }

    /** Opens a session as root in the application's database. */
    @FunctionalInterface
    interface Sessions {
        Connection open() throws SQLException;
    }

    private final Sessions sessions;
    private final Chronicle chronicle;
    private final Map<RandomChange, Integer> changes = new EnumMap<>(RandomChange.class);
    private final List<CompletableFuture<Integer>> writers = new ArrayList<>();
    private final CompletableFuture<Integer> changer;
    private volatile boolean changing = true;
    private volatile boolean writing = true;

    private RandomApplication(Sessions sessions, Chronicle chronicle, long seed, Duration betweenChanges) {
        this.sessions = sessions;
        this.chronicle = chronicle;
        for (int i = 0; i < WRITERS; i++) {
            String name = "writer " + i;
            Chance chance = Chance.of(seed * WRITERS + i);
            writers.add(started(name, () -> repeat(name, chance, PAUSE, this::writeRows)));
        }
        Chance chance = Chance.of(~seed);
        this.changer = started("changer", () -> repeat("changer", chance, betweenChanges, this::changeSchema));
    }

    /** Makes the first tables; the session belongs to the caller. */
    static void create(Connection mysql) throws SQLException {
        Sql.execute(
                mysql,
                "CREATE TABLE parents (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE children (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, n INT NOT NULL DEFAULT 1,"
                        + " FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE t0 (id BIGINT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(30), n INT, e ENUM('a','b','c'), UNIQUE KEY u (n))",
                "CREATE TABLE t1 (k VARCHAR(20) PRIMARY KEY, d DECIMAL(8,2), at DATETIME(3), s SET('x','y'), j JSON)",
                "CREATE TABLE t2 (a INT, b INT, v VARCHAR(40) NOT NULL, d DATE, y YEAR, PRIMARY KEY (a, b))",
                "CREATE TABLE t3 (v VARCHAR(20), n INT NOT NULL, t TEXT)",
                "CREATE TABLE t4 (id INT, y INT, v VARCHAR(20), b BIT(1), PRIMARY KEY (id, y)) PARTITION BY RANGE (y)"
                        + " (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN (200),"
                        + " PARTITION p2 VALUES LESS THAN (300), PARTITION pm VALUES LESS THAN MAXVALUE)");
        for (int i = 1; i < 400; i += 3) {
            Sql.execute(
                    mysql,
                    "INSERT INTO parents VALUES (" + i + ", 'p" + i + "')",
                    "INSERT INTO children (parent) VALUES (" + i + ")",
                    "INSERT INTO t0 (v, n, e) VALUES ('" + i + "', " + i + ", 'b')",
                    "INSERT INTO t1 VALUES ('" + i + "', " + i + ".5, '2020-01-01 00:00:00.123', 'x', '{}')",
                    "INSERT INTO t2 VALUES (" + i + ", " + i % 7 + ", 'v', '2021-01-01', 2000)",
                    "INSERT INTO t3 VALUES ('" + i + "', " + i + ", 'text')",
                    "INSERT INTO t4 VALUES (" + i + ", " + i + ", 'v', b'1')");
        }
    }

    static RandomApplication start(Sessions sessions, Chronicle chronicle, long seed, Duration betweenChanges) {
        return new RandomApplication(sessions, chronicle, seed, betweenChanges);
    }

    private static CompletableFuture<Integer> started(String name, Supplier<Integer> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, name).start());
    }

    /** Goes on with a new session where MySQL was away. */
    private int repeat(String name, Chance chance, Duration pause, Round round) {
        boolean changes = name.equals("changer");
        int rounds = 0;
        while (changes ? changing : writing) {
            try (Connection mysql = sessions.open()) {
                Sql.execute(
                        mysql, "SET SESSION innodb_lock_wait_timeout = 3, lock_wait_timeout = 5, time_zone = '+00:00'");
                while (changes ? changing : writing) {
                    round.run(mysql, chance);
                    rounds++;
                    Thread.sleep(pause.toMillis());
                }
            } catch (SQLException e) {
                chronicle.note(name, "loses its session: " + e.getMessage());
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        }
        return rounds;
    }

    private void writeRows(Connection mysql, Chance chance) throws SQLException {
        List<String> tables = LiveTable.names(mysql);
        List<String> statements = new ArrayList<>();
        for (int i = 1 + chance.below(4); i > 0 && !tables.isEmpty(); i--) {
            LiveTable table = LiveTable.read(mysql, chance.of(tables));
            if (!table.plain().isEmpty()) {
                statements.add(chance.of(RowStatement.values()).sql(table, chance));
            }
        }
        boolean kept = chance.percent(90);
        mysql.setAutoCommit(false);
        for (String sql : statements) {
            executed("rows", mysql, sql);
        }
        if (kept) {
            mysql.commit();
        } else {
            mysql.rollback();
            chronicle.note("rows", "ROLLBACK");
        }
        mysql.setAutoCommit(true);
    }

    private void changeSchema(Connection mysql, Chance chance) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX && changing; attempt++) {
            List<String> tables = LiveTable.names(mysql);
            RandomChange change = chance.of(RandomChange.values());
            // Without strict mode MySQL converts what it would refuse, and makes zero dates and empty labels as well.
            boolean lenient = change == RandomChange.TO_NUMBER
                    || change == RandomChange.NARROW
                    || change == RandomChange.NOT_NULL;
            Sql.execute(mysql, "SET SESSION sql_mode = '" + (lenient ? "" : "STRICT_TRANS_TABLES") + "'");
            LiveTable table = LiveTable.read(mysql, chance.of(tables));
            try {
                boolean done = true;
                for (String sql : change.statements(new Scene(mysql, table, tables, chance))) {
                    done &= executed(change.name(), mysql, sql);
                }
                if (done) {
                    changes.merge(change, 1, Integer::sum);
                    return;
                }
            } catch (NoSuchElementException e) {
                // Not applicable to this table.
            }
        }
    }

    /** Whether MySQL has executed a statement. */
    private boolean executed(String what, Connection mysql, String sql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute(sql);
            chronicle.note(Thread.currentThread().getName() + " " + what, sql);
            return true;
        } catch (SQLException e) {
            chronicle.note(Thread.currentThread().getName() + " " + what, sql + " -- " + e.getMessage());
            if (!mysql.isValid(1)) {
                throw e;
            }
            return false;
        }
    }

    /** Ends the changes of tables, and then those of rows; returns how many of each kind of change there were. */
    Map<RandomChange, Integer> stop() {
        changing = false;
        changer.join();
        writing = false;
        writers.forEach(CompletableFuture::join);
        return changes;
    }

    @Override
    public void close() {
        changing = false;
        writing = false;
        chronicle.close();
    }
}
