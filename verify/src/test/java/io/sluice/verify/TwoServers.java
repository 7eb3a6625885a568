package io.sluice.verify;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A MySQL and a PostgreSQL, with the same tables on both, and a verifier between them. The servers are those of all test
 * classes, one after the other, and end with the JVM; the databases are new.
 */
final class TwoServers {

    private static final class Running {
        static final LocalMySql MYSQL = LocalMySql.start(Path.of("target", "servers", "mysql"), line -> {});
        static final LocalPostgres POSTGRES = LocalPostgres.start(Path.of("target", "servers", "postgres"), line -> {});
    }

    private final LocalMySql mysql = Running.MYSQL;
    private final LocalPostgres postgres = Running.POSTGRES;

    TwoServers() throws SQLException {
        source("DROP DATABASE IF EXISTS shop", "CREATE DATABASE shop");
        try (Connection connection = postgres.superuserConnection()) {
            execute(connection, "DROP DATABASE IF EXISTS target WITH (FORCE)", "CREATE DATABASE target");
        }
        target("CREATE SCHEMA shop");
    }

    void source(String... statements) throws SQLException {
        try (Connection connection = mysql.rootConnection()) {
            execute(connection, statements);
        }
    }

    void target(String... statements) throws SQLException {
        try (Connection connection = targetConnection()) {
            execute(connection, statements);
        }
    }

    private Connection targetConnection() throws SQLException {
        return postgres.superuserConnection("target");
    }

    /** Creates {@code shop.NAME} on both sides, with MySQL's DDL given and PostgreSQL's according to the mapping. */
    TablePair table(String name, String definition) throws SQLException {
        return table(name, definition, MappingRules.none());
    }

    TablePair table(String name, String definition, MappingRules rules) throws SQLException {
        source("DROP TABLE IF EXISTS shop." + name, "CREATE TABLE shop." + name + " (" + definition + ")");
        SourceTable source = describe(name);
        TablePair pair = new TablePair(source, TableMapping.compile(source, rules));
        target("DROP TABLE IF EXISTS shop." + name);
        for (TargetColumn column : pair.target().columns()) {
            Optional<PgType.EnumType> enumType = column.type().enumType();
            if (enumType.isPresent()) {
                PgType.EnumType type = enumType.get();
                String labels = type.labels().stream().map(Identifiers::literal).collect(Collectors.joining(", "));
                target("DROP TYPE IF EXISTS " + type.sql(), "CREATE TYPE " + type.sql() + " AS ENUM (" + labels + ")");
            }
        }
        String columns = pair.target().columns().stream()
                .map(column ->
                        Identifiers.quote(column.name()) + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        String key = pair.target().keyless()
                ? ""
                : ", PRIMARY KEY (" + Identifiers.quoteAll(pair.target().key()) + ")";
        target("CREATE TABLE shop." + name + " (" + columns + key + ")");
        return pair;
    }

    /** A table that exists on both sides, with the columns of another and no key. */
    TablePair describedLike(TablePair other, String name) {
        SourceTable source =
                new SourceTable(new TableId("shop", name), other.source().columns(), List.of());
        return new TablePair(source, TableMapping.compile(source, MappingRules.none()));
    }

    /** Inserts the same row, written in SQL that both servers understand. */
    void both(String... inserts) throws SQLException {
        source(inserts);
        target(inserts);
    }

    TableComparison compare(TablePair pair) throws SQLException, InterruptedException {
        return compare(pair, () -> {});
    }

    TableComparison compare(TablePair pair, Fence fence) throws SQLException, InterruptedException {
        return verify(List.of(pair), fence).tables().get(0);
    }

    Verification verify(List<TablePair> pairs, Fence fence) throws SQLException, InterruptedException {
        return verify(pairs, fence, new RememberedLetters(new LetterKeys(0, Set.of(), true)));
    }

    Verification verify(List<TablePair> pairs, Fence fence, OpenLetters letters)
            throws SQLException, InterruptedException {
        Verifier verifier = new Verifier("shop", mysql::rootConnection, this::targetConnection, (table, rows) -> {});
        return verifier.verify(fence, () -> new ComparedTables(pairs, List.of()), tables -> letters);
    }

    /** The tables of schema {@code shop} in PostgreSQL. */
    List<TableId> present() throws SQLException {
        try (Connection connection = targetConnection()) {
            return PresentTables.in(connection, List.of("shop"));
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private SourceTable describe(String name) throws SQLException {
        String sql = "SELECT column_name, column_type, is_nullable, column_key FROM information_schema.columns"
                + " WHERE table_schema = 'shop' AND table_name = ? ORDER BY ordinal_position";
        List<SourceColumn> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        try (Connection connection = mysql.rootConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new SourceColumn(
                            row.getString(1),
                            MySqlType.ofDeclaration(row.getString(2)),
                            row.getString(3).equals("YES")));
                    if (row.getString(4).equals("PRI")) {
                        key.add(row.getString(1));
                    }
                }
            }
        }
        return new SourceTable(new TableId("shop", name), columns, key);
    }
}
