package io.sluice.core.sql;

import io.sluice.core.model.TableId;
import io.sluice.core.type.PgType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders definitions as SQL: one statement per element, without a semicolon, in an order in which they can be run.
 *
 * <p>In two parts, because an index is built faster, and a foreign key checked faster, over rows that are there.
 */
public final class Ddl {

    private Ddl() {}

    /** Schemas, enumerated types, tables with their keys, comments: what has to be there for the first row. */
    public static List<String> beforeData(List<TableDefinition> tables) {
        Set<String> statements = new LinkedHashSet<>();
        tables.forEach(table -> statements.add(
                "CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(table.id().schema())));
        tables.forEach(table -> statements.addAll(enumTypes(table)));
        tables.forEach(table -> statements.add(TableSql.create(table)));
        tables.forEach(table -> statements.addAll(comments(table)));
        return List.copyOf(statements);
    }

    /** Indexes, then foreign keys that new rows have to satisfy; whether the rows there do is left open. */
    public static List<String> afterData(List<TableDefinition> tables) {
        List<String> statements = new ArrayList<>();
        for (TableDefinition table : tables) {
            table.indexes().forEach(index -> statements.add(createIndex(table.id(), index)));
        }
        for (TableDefinition table : tables) {
            table.foreignKeys().forEach(key -> statements.add(addForeignKey(table.id(), key)));
        }
        return List.copyOf(statements);
    }

    /** The checks that the rows which were there before a foreign key satisfy it. */
    public static List<String> validation(List<TableDefinition> tables) {
        return tables.stream()
                .flatMap(table -> table.foreignKeys().stream().map(key -> validate(table.id(), key)))
                .toList();
    }

    private static List<String> enumTypes(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            column.column().type().enumType().map(Ddl::createType).ifPresent(statements::add);
        }
        return statements;
    }

    private static String createType(PgType.EnumType type) {
        String labels = type.labels().stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        return "CREATE TYPE " + type.sql() + " AS ENUM (" + labels + ")";
    }

    private static List<String> comments(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        String id = Identifiers.quote(table.id());
        if (!table.comment().isEmpty()) {
            statements.add("COMMENT ON TABLE " + id + " IS " + Identifiers.literal(table.comment()));
        }
        for (ColumnDefinition column : table.columns()) {
            if (!column.comment().isEmpty()) {
                statements.add("COMMENT ON COLUMN " + id + "."
                        + Identifiers.quote(column.column().name()) + " IS "
                        + Identifiers.literal(column.comment()));
            }
        }
        return statements;
    }

    private static String createIndex(TableId table, IndexDefinition index) {
        String parts = index.parts().stream()
                .map(part -> Identifiers.quote(part.column())
                        + switch (part.direction()) {
                            case ASCENDING -> "";
                            case DESCENDING -> " DESC";
                        })
                .collect(Collectors.joining(", "));
        String create =
                switch (index.uniqueness()) {
                    case UNIQUE -> "CREATE UNIQUE INDEX ";
                    case NOT_UNIQUE -> "CREATE INDEX ";
                };
        return create + Identifiers.quote(index.name()) + " ON " + Identifiers.quote(table) + " (" + parts + ")";
    }

    private static String addForeignKey(TableId table, ForeignKeyDefinition key) {
        return "ALTER TABLE " + Identifiers.quote(table) + " ADD CONSTRAINT " + Identifiers.quote(key.name())
                + " FOREIGN KEY (" + Identifiers.quoteAll(key.columns()) + ") REFERENCES "
                + Identifiers.quote(key.referenced()) + " (" + Identifiers.quoteAll(key.referencedColumns())
                + ") ON UPDATE " + key.onUpdate().sql() + " ON DELETE "
                + key.onDelete().sql() + " NOT VALID";
    }

    private static String validate(TableId table, ForeignKeyDefinition key) {
        return "ALTER TABLE " + Identifiers.quote(table) + " VALIDATE CONSTRAINT " + Identifiers.quote(key.name());
    }
}
