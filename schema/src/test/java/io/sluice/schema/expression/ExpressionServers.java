package io.sluice.schema.expression;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.schema.EmptyServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A MySQL and a PostgreSQL with a table of many types, and awkward rows that are the same on both sides. */
final class ExpressionServers implements AutoCloseable {

    static final String TABLE = "shop.samples";

    private static final String DEFINITION = """
            id INT PRIMARY KEY, s SMALLINT, i INT, iu INT UNSIGNED, b BIGINT, bu BIGINT UNSIGNED, d DECIMAL(10,2),
            f DOUBLE, r FLOAT, flag TINYINT(1), bits BIT(9),
            name VARCHAR(50), code VARCHAR(50) COLLATE utf8mb4_bin, `select` VARCHAR(10), `sp ace` VARCHAR(20),
            doc JSON, day DATE, at0 DATETIME, at6 DATETIME(6), ts TIMESTAMP NULL, span TIME, y YEAR,
            st ENUM('new', 'it''s', 'PAID'), tags SET('a', 'b', 'c'), vb VARBINARY(20)
            """;

    private static final String COMMON = """
            (1, 32767, 1, 4294967295, 9223372036854775807, 18446744073709551615, 99999999.99, 1.5, 0.5, %s, %s,
             'ABC', 'abc', 'x', '  two  ', '{"a": "x", "n": 5, "list": [1, 2, "three"], "a b": {"c": "d"}, "nothing": null, "flag": true}',
             '2020-02-29', '2020-02-29 23:59:59', '2020-02-29 23:59:59.123456', %s, '12:30:45', 2020, 'new', %s, %s),
            (2, -32768, -7, 0, -9223372036854775807, 0, -12.35, -2.5, -0.25, %s, %s,
             'Zürich 😀 straße', 'aXbXc', '', '', '{}',
             '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001', %s, '-01:00:01', 1901, 'it''s', %s, %s),
            (3, 0, 0, 7, 0, 7, 0.00, 0, 0, %s, %s,
             '', '', '', ' ', '[]',
             '2024-12-31', '2024-12-31 12:00:00', '2024-12-31 12:00:00.500000', %s, '00:00:00', 2155, 'PAID', %s, %s),
            (4, 12, 2, 12, 12, 12, 2.50, 0.30000000000000004, 3, %s, %s,
             'a_c 50%%', '50%% off', 'y', 'a', '{"a": 1.5, "n": "7", "list": [[1], {"z": 1}]}',
             '2023-01-01', '2023-01-31 00:00:00', '2023-03-01 06:07:08.090000', %s, '838:59:59', 1999, 'new', %s, %s),
            (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, %s,
             NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL, NULL, %s, %s)""";

    private static final String[] IN_MYSQL = {
        "1", "b'101'", "'2020-02-29 23:59:59'", "'a,c'", "'abc'",
        "0", "b'100000000'", "'1970-01-02 00:00:00'", "''", "''",
        "0", "b'0'", "'2024-12-31 12:00:00'", "'b'", "x'00ff'",
        "1", "b'11'", "'2023-01-31 00:00:00'", "'a,b,c'", "'50%'",
        "NULL", "NULL", "NULL", "NULL", "NULL"
    };

    private static final String[] IN_POSTGRESQL = {
        "1", "B'000000101'", "'2020-02-29 23:59:59Z'", "'{a,c}'", "'abc'",
        "0", "B'100000000'", "'1970-01-02 00:00:00Z'", "'{}'", "''",
        "0", "B'000000000'", "'2024-12-31 12:00:00Z'", "'{b}'", "'\\x00ff'",
        "1", "B'000000011'", "'2023-01-31 00:00:00Z'", "'{a,b,c}'", "'50%'",
        "NULL", "NULL", "NULL", "NULL", "NULL"
    };

    private final Connection source;
    private final Connection target;
    private final Scope scope;

    ExpressionServers() throws SQLException {
        source = EmptyServers.emptyMySql();
        target = EmptyServers.emptyPostgres();
        source("SET time_zone = '+00:00', sql_mode = ''");
        source("CREATE DATABASE shop");
        source("CREATE TABLE " + TABLE + " (" + DEFINITION + ")");
        source("INSERT INTO " + TABLE + " VALUES " + String.format(COMMON, (Object[]) IN_MYSQL));
        target("SET timezone = 'UTC'");
        target("CREATE SCHEMA shop");
        scope = createTarget();
        target("INSERT INTO " + TABLE + " VALUES " + String.format(COMMON, (Object[]) IN_POSTGRESQL));
    }

    Scope scope() {
        return scope;
    }

    /** A second table, for views. */
    void createOrders() throws SQLException {
        String rows = "(1, 1, 10.50, 'first'), (2, 1, 20.00, 'second'), (3, 2, 99.99, NULL), (4, NULL, 5.00, 'first'),"
                + " (5, 1, 0.00, 'first')";
        String columns = "id INT PRIMARY KEY, sample INT, amount DECIMAL(10,2), note VARCHAR(20)";
        source("CREATE TABLE shop.orders (" + columns + ")");
        target("CREATE TABLE shop.orders (" + columns + ")");
        source("INSERT INTO shop.orders VALUES " + rows);
        target("INSERT INTO shop.orders VALUES " + rows);
    }

    Relations relations() {
        TableId samples = new TableId("shop", "samples");
        TableId orders = new TableId("shop", "orders");
        Scope ofOrders = new Scope(List.of(
                column("id", "int", PgType.of(Base.INTEGER)),
                column("sample", "int", PgType.of(Base.INTEGER)),
                column("amount", "decimal(10,2)", PgType.of(Base.NUMERIC, 10, 2)),
                column("note", "varchar(20)", PgType.of(Base.VARCHAR, 20))));
        return new Relations(Map.of(
                samples, new Relations.Relation(samples, scope, List.of("id")),
                orders, new Relations.Relation(orders, ofOrders, List.of("id"))));
    }

    private static Scope.Column column(String name, String source, PgType type) {
        return new Scope.Column(
                name, name, MySqlType.ofDeclaration(source), type, TextComparison.IGNORES_CASE_IN_MYSQL);
    }

    void source(String sql) throws SQLException {
        execute(source, sql);
    }

    void target(String sql) throws SQLException {
        execute(target, sql);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    List<String> sourceValues(String query) throws SQLException {
        return values(source, query);
    }

    List<String> targetValues(String query) throws SQLException {
        return values(target, query);
    }

    List<List<String>> sourceRows(String query) throws SQLException {
        return rows(source, query);
    }

    List<List<String>> targetRows(String query) throws SQLException {
        return rows(target, query);
    }

    /** All columns of all rows. */
    private static List<String> values(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        rows(connection, query).forEach(values::addAll);
        return values;
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(ComparedValue.of(row, i));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    /** What information_schema shows for each expression, when a generated column has it. */
    Map<String, String> printed(List<String> expressions) throws SQLException {
        StringBuilder columns = new StringBuilder(DEFINITION);
        for (int i = 0; i < expressions.size(); i++) {
            columns.append(", e")
                    .append(i)
                    .append(" TEXT AS (")
                    .append(expressions.get(i))
                    .append(") VIRTUAL");
        }
        source("CREATE TABLE shop.printed (" + columns + ")");
        Map<String, String> printed = new LinkedHashMap<>();
        List<String> found = sourceValues("SELECT generation_expression FROM information_schema.columns"
                + " WHERE table_schema = 'shop' AND table_name = 'printed' AND generation_expression <> ''"
                + " ORDER BY ordinal_position");
        for (int i = 0; i < expressions.size(); i++) {
            printed.put(expressions.get(i), found.get(i));
        }
        return printed;
    }

    private Scope createTarget() throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        List<String> collations = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT column_name, column_type, collation_name"
                        + " FROM information_schema.columns WHERE table_schema = 'shop' AND table_name = 'samples'"
                        + " ORDER BY ordinal_position")) {
            while (row.next()) {
                columns.add(new SourceColumn(row.getString(1), MySqlType.ofDeclaration(row.getString(2)), true));
                collations.add(row.getString(3) == null ? "" : row.getString(3));
            }
        }
        SourceTable table = new SourceTable(new TableId("shop", "samples"), columns, List.of());
        List<TargetColumn> targets =
                TableMapping.compile(table, MappingRules.none()).target().columns();
        List<Scope.Column> scoped = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            SourceColumn column = columns.get(i);
            TargetColumn target = targets.get(i);
            if (target.type() instanceof PgType.EnumType type) {
                target("CREATE TYPE " + type.sql() + " AS ENUM ('new', 'it''s', 'PAID')");
            }
            scoped.add(new Scope.Column(
                    column.name(),
                    target.name(),
                    column.type(),
                    target.type(),
                    TextComparison.ofCollation(collations.get(i))));
        }
        String definition = targets.stream()
                .map(each -> Identifiers.quote(each.name()) + " " + each.type().sql())
                .collect(Collectors.joining(", "));
        target("CREATE TABLE " + TABLE + " (" + definition + ", PRIMARY KEY (id))");
        return new Scope(scoped);
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
