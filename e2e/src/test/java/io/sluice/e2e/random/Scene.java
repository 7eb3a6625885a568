package io.sluice.e2e.random;

import io.sluice.core.name.MySqlNames;
import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a schema change finds: a table, and what it may use. Each choice throws {@link NoSuchElementException} where there is
 * nothing to choose from: the change is not applicable then.
 *
 * @param tables names of all tables
 */
record Scene(Connection mysql, LiveTable table, List<String> tables, Chance chance) {

    private static final int TABLES_MAX = 9;
    private static final int TABLES_MIN = 5;
    private static final int COLUMNS_MAX = 14;
    private static final int NAMES = 12;

    /** Few names, so that one that was given up comes again. */
    String freeTable() {
        return free("t", tables);
    }

    String freeColumn() {
        return MySqlNames.quote(
                free("c", table.columns().stream().map(LiveColumn::name).toList()));
    }

    private String free(String letter, List<String> taken) {
        List<String> free = IntStream.range(0, 2 * NAMES)
                .mapToObj(number -> letter + number)
                .filter(name -> !taken.contains(name))
                .limit(NAMES)
                .toList();
        return chance.of(free);
    }

    Scene whileTablesAreFew() {
        return require(tables.size() < TABLES_MAX);
    }

    Scene whileTablesAreMany() {
        return require(tables.size() > TABLES_MIN);
    }

    Scene whileColumnsAreFew() {
        return require(table.columns().size() < COLUMNS_MAX);
    }

    Scene keyed() {
        return require(!table.key().isEmpty());
    }

    Scene keyless() {
        return require(table.key().isEmpty());
    }

    private Scene require(boolean condition) {
        if (!condition) {
            throw new NoSuchElementException("not now");
        }
        return this;
    }

    LiveColumn column(Predicate<LiveColumn> condition) {
        return chance.of(table.plain().stream().filter(condition).toList());
    }

    LiveColumn column() {
        return column(column -> true);
    }

    LiveColumn other(LiveColumn one) {
        return column(column -> !column.equals(one));
    }

    LiveColumn keyColumn() {
        return chance.of(table.columns().stream().filter(table::isKey).toList());
    }

    String otherTable() {
        return chance.of(
                tables.stream().filter(name -> !name.equals(table.name())).toList());
    }

    String alter(String clauses) {
        return "ALTER TABLE " + table.quoted() + " " + clauses;
    }

    /** A type, and what else a new column may have. */
    String definition() {
        return switch (chance.below(16)) {
            case 0 -> "INT NOT NULL DEFAULT 7";
            case 1 -> "VARCHAR(40) DEFAULT 'it''s'";
            case 2 -> "DECIMAL(8,2) DEFAULT 1.50";
            case 3 -> "DATETIME(3) DEFAULT '2020-02-02 02:02:02.002'";
            case 4 -> "ENUM('a','b','c') NOT NULL DEFAULT 'b'";
            case 5 -> "SET('x','y','z')";
            case 6 -> "JSON";
            case 7 -> "BIGINT";
            case 8 -> "SMALLINT NOT NULL";
            case 9 -> "VARCHAR(20) NOT NULL";
            case 10 -> "TEXT";
            case 11 -> "VARBINARY(16)";
            case 12 -> "DOUBLE";
            case 13 -> "TIMESTAMP(6) NULL";
            case 14 -> "VARCHAR(30) CHARACTER SET latin1 COMMENT 'western'";
            default -> "DATE";
        };
    }

    String place() {
        return switch (chance.below(4)) {
            case 0 -> " FIRST";
            case 1 -> " AFTER " + chance.of(table.columns()).quoted();
            default -> "";
        };
    }

    /** Names of a kind of thing of the table, which a query gives. */
    String part(String query) throws SQLException {
        return MySqlNames.quote(chance.of(Sql.rows(mysql, query.formatted(table.name()))));
    }

    String index() throws SQLException {
        return part("SELECT DISTINCT index_name FROM information_schema.statistics"
                + " WHERE table_schema = DATABASE() AND table_name = '%s' AND index_name <> 'PRIMARY'");
    }

    String constraint(String kind) throws SQLException {
        return part("SELECT constraint_name FROM information_schema.table_constraints"
                + " WHERE table_schema = DATABASE() AND table_name = '%s' AND constraint_type = '" + kind + "'");
    }

    String partition() throws SQLException {
        return part("SELECT partition_name FROM information_schema.partitions"
                + " WHERE table_schema = DATABASE() AND table_name = '%s' AND partition_name IS NOT NULL");
    }
}
