package io.sluice.core.sql;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Renders definitions as SQL, in an order in which the statements can be run.
 *
 * <p>In two parts, because an index is built faster, and a constraint checked faster, over rows that are there.
 */
public final class Ddl {

    private Ddl() {}

    /** Schemas, extensions, collations, enumerated types, tables with their keys, comments: what has to be there for the first row. */
    public static List<Statement> beforeData(List<TableDefinition> tables) {
        List<Statement> statements = new ArrayList<>(schemas(tables));
        statements.addAll(extensions(tables));
        statements.addAll(collations(tables));
        tables.forEach(table -> statements.addAll(enumTypes(table)));
        tables.forEach(table -> statements.add(TableSql.create(table)));
        // Last, since PostgreSQL names the keys of partitions itself, by what is free.
        tables.forEach(table -> statements.addAll(TableSql.partitions(table)));
        tables.forEach(table -> statements.addAll(comments(table)));
        return List.copyOf(statements);
    }

    /**
     * Indexes, then triggers, then checks and foreign keys that new rows have to satisfy; whether the rows there do is
     * left open.
     */
    public static List<Statement> afterData(List<TableDefinition> tables) {
        List<Statement> statements = new ArrayList<>();
        for (TableDefinition table : tables) {
            table.indexes().forEach(index -> statements.addAll(IndexSql.create(table.id(), index)));
        }
        for (TableDefinition table : tables) {
            statements.addAll(triggers(table));
        }
        for (TableDefinition table : tables) {
            table.checks().forEach(check -> statements.add(addCheck(table.id(), check)));
        }
        for (TableDefinition table : tables) {
            table.foreignKeys().forEach(key -> statements.add(addForeignKey(table.id(), key)));
        }
        return List.copyOf(statements);
    }

    /** The triggers of a table. */
    public static List<Statement> triggers(TableDefinition table) {
        List<Statement> statements = new ArrayList<>();
        table.triggers().forEach(trigger -> statements.addAll(TriggerSql.create(table.id(), trigger)));
        return List.copyOf(statements);
    }

    /** The statements that drop the triggers of a table, and their functions, as far as they are there. */
    public static List<String> dropTriggers(TableDefinition table) {
        List<String> statements = new ArrayList<>();
        for (UpdateTrigger trigger : table.triggers()) {
            statements.add("DROP TRIGGER IF EXISTS " + Identifiers.quote(trigger.name()) + " ON "
                    + Identifiers.quote(table.id()));
            statements.add(dropFunction(table, trigger));
        }
        return statements;
    }

    /** The statement that drops the function of a trigger, if it is there. */
    public static String dropFunction(TableDefinition table, UpdateTrigger trigger) {
        return "DROP FUNCTION IF EXISTS "
                + Identifiers.quote(new TableId(table.id().schema(), trigger.name())) + "()";
    }

    /** The checks that the rows which were there before a constraint satisfy it. */
    public static List<Statement> validation(List<TableDefinition> tables) {
        List<Statement> statements = new ArrayList<>();
        for (TableDefinition table : tables) {
            table.checks().stream()
                    .filter(check -> check.enforcement() == CheckDefinition.Enforcement.ENFORCED)
                    .forEach(check -> statements.add(validate(table.id(), check.name())));
        }
        for (TableDefinition table : tables) {
            table.foreignKeys().forEach(key -> statements.add(validate(table.id(), key.name())));
        }
        return List.copyOf(statements);
    }

    public static Statement createView(ViewDefinition view) {
        String columns = view.columns().isEmpty() ? "" : " (" + Identifiers.quoteAll(view.columns()) + ")";
        return Statement.of(
                view.id(), "CREATE VIEW " + Identifiers.quote(view.id()) + columns + " AS\n" + view.query());
    }

    private static List<Statement> schemas(List<TableDefinition> tables) {
        Map<String, Statement> schemas = new LinkedHashMap<>();
        tables.forEach(table -> schemas.computeIfAbsent(
                table.id().schema(),
                schema ->
                        new Statement(table.id(), schema, "CREATE SCHEMA IF NOT EXISTS " + Identifiers.quote(schema))));
        return List.copyOf(schemas.values());
    }

    private static List<Statement> extensions(List<TableDefinition> tables) {
        Map<String, Statement> statements = new LinkedHashMap<>();
        for (TableDefinition table : tables) {
            for (ColumnDefinition column : table.columns()) {
                if (column.column().type() instanceof PgType.OfExtension type) {
                    statements.computeIfAbsent(
                            type.extension(),
                            extension -> new Statement(
                                    table.id(),
                                    extension,
                                    "CREATE EXTENSION IF NOT EXISTS " + Identifiers.quote(extension)));
                }
            }
        }
        return List.copyOf(statements.values());
    }

    /** The collations of columns that have to be created. */
    public static List<Statement> collations(List<TableDefinition> tables) {
        Map<TableId, Statement> statements = new LinkedHashMap<>();
        for (TableDefinition table : tables) {
            for (ColumnDefinition column : table.columns()) {
                if (column.collation().orElse(null) instanceof Collation.NonDeterministic collation) {
                    statements.putIfAbsent(
                            collation.id(),
                            new Statement(
                                    table.id(),
                                    collation.id().table(),
                                    "CREATE COLLATION " + collation.sql() + " (provider = icu, locale = "
                                            + Identifiers.literal(collation.locale()) + ", deterministic = false)"));
                }
            }
        }
        return List.copyOf(statements.values());
    }

    private static List<Statement> enumTypes(TableDefinition table) {
        Map<String, Statement> statements = new LinkedHashMap<>();
        for (ColumnDefinition column : table.columns()) {
            column.column()
                    .type()
                    .enumType()
                    .ifPresent(type -> statements.putIfAbsent(type.sql(), createType(table, type)));
        }
        return List.copyOf(statements.values());
    }

    private static Statement createType(TableDefinition table, PgType.EnumType type) {
        String labels = type.labels().stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        return new Statement(table.id(), type.id().table(), "CREATE TYPE " + type.sql() + " AS ENUM (" + labels + ")");
    }

    private static List<Statement> comments(TableDefinition table) {
        List<Statement> statements = new ArrayList<>();
        String id = Identifiers.quote(table.id());
        if (!table.comment().isEmpty()) {
            statements.add(comment(table.id(), "TABLE " + id, table.comment()));
        }
        for (ColumnDefinition column : table.columns()) {
            if (!column.comment().isEmpty()) {
                String name = Identifiers.quote(column.column().name());
                statements.add(comment(table.id(), "COLUMN " + id + "." + name, column.comment()));
            }
        }
        return statements;
    }

    private static Statement comment(TableId table, String object, String comment) {
        return new Statement(table, object, "COMMENT ON " + object + " IS " + Identifiers.literal(comment));
    }

    /** Indexes, checks and foreign keys of a table, each with what makes it by itself, in an order in which they can be made. */
    public static List<TablePart> parts(TableDefinition table) {
        List<TablePart> parts = new ArrayList<>();
        table.indexes().forEach(index -> parts.add(IndexSql.part(table, index)));
        for (CheckDefinition check : table.checks()) {
            boolean enforced = check.enforcement() == CheckDefinition.Enforcement.ENFORCED;
            parts.add(constraint(
                    TablePart.Kind.CHECK, check.name(), definition(check), addCheck(table.id(), check), enforced));
        }
        for (ForeignKeyDefinition key : table.foreignKeys()) {
            parts.add(constraint(
                    TablePart.Kind.FOREIGN_KEY, key.name(), definition(key), addForeignKey(table.id(), key), true));
        }
        return List.copyOf(parts);
    }

    private static TablePart constraint(
            TablePart.Kind kind, String name, String definition, Statement adding, boolean validated) {
        Optional<String> validation =
                validated ? Optional.of(validate(adding.table(), name).sql()) : Optional.empty();
        return new TablePart(kind, adding.table(), name, definition, adding.sql(), Optional.empty(), validation);
    }

    /** Adds a check that new rows have to satisfy; whether the rows there do is left open. */
    public static Statement addCheck(TableId table, CheckDefinition check) {
        return addConstraint(table, check.name(), definition(check));
    }

    private static Statement addForeignKey(TableId table, ForeignKeyDefinition key) {
        return addConstraint(table, key.name(), definition(key));
    }

    private static Statement addConstraint(TableId table, String name, String definition) {
        return new Statement(
                table,
                name,
                "ALTER TABLE " + Identifiers.quote(table) + " ADD CONSTRAINT " + Identifiers.quote(name) + " "
                        + definition);
    }

    private static String definition(CheckDefinition check) {
        String end =
                switch (check.enforcement()) {
                    case ENFORCED -> "NOT VALID";
                    case NOT_ENFORCED -> "NOT ENFORCED";
                };
        return "CHECK (" + check.sql() + ") " + end;
    }

    private static String definition(ForeignKeyDefinition key) {
        return "FOREIGN KEY (" + Identifiers.quoteAll(key.columns()) + ") REFERENCES "
                + Identifiers.quote(key.referenced()) + " (" + Identifiers.quoteAll(key.referencedColumns())
                + ") ON UPDATE " + key.onUpdate().sql() + " ON DELETE "
                + key.onDelete().sql() + " NOT VALID";
    }

    private static Statement validate(TableId table, String constraint) {
        return new Statement(
                table,
                constraint,
                "ALTER TABLE " + Identifiers.quote(table) + " VALIDATE CONSTRAINT " + Identifiers.quote(constraint));
    }
}
