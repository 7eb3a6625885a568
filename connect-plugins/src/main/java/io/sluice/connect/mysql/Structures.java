package io.sluice.connect.mysql;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.sluice.connect.mysql.ddl.ColumnClause;
import io.sluice.connect.mysql.ddl.ColumnClause.Definition;
import io.sluice.connect.mysql.ddl.TableClauses;
import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.Default;
import io.sluice.core.ddl.ColumnStructure.Origin;
import io.sluice.core.ddl.TableStructure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Structures of tables, of what Debezium knows of them and of what a statement says besides. Of columns that the statement
 * does not name, only what matters to their values is known.
 */
final class Structures {

    /** What Debezium has in the place of CURRENT_TIMESTAMP. */
    private static final String NOW = "1970-01-01 00:00:00";

    private static final List<String> ATTRIBUTES = List.of(" UNSIGNED", " SIGNED", " ZEROFILL");

    private Structures() {}

    /** The structure before a statement. */
    static TableStructure before(Table table) {
        return new TableStructure(
                table.columns().stream()
                        .map(column -> column(column, Optional.of(column.name()), Optional.empty()))
                        .toList(),
                table.primaryKeyColumnNames(),
                Optional.empty());
    }

    /**
     * The structure after a statement.
     *
     * @param before null if there was no such table
     * @param statement that says which columns it has renamed and added
     * @param definition that says what the columns are: the statement itself, or what the catalogue has
     */
    static TableStructure after(Table table, Table before, TableClauses statement, TableClauses definition) {
        return new TableStructure(
                table.columns().stream()
                        .map(column -> column(
                                column, formerName(column.name(), before, statement), definition.column(column.name())))
                        .toList(),
                table.primaryKeyColumnNames(),
                definition.comment());
    }

    private static Optional<String> formerName(String name, Table before, TableClauses statement) {
        if (before == null) {
            return Optional.empty();
        }
        Optional<ColumnClause> clause = statement.column(name);
        Optional<String> former = clause.isPresent() ? clause.get().formerName() : unnamed(name, statement);
        // By the name as it was written when the column was made.
        return former.map(before::columnWithName).map(Column::name);
    }

    private static Optional<String> unnamed(String name, TableClauses statement) {
        return statement.renames(name) ? Optional.empty() : Optional.of(name);
    }

    private static ColumnStructure column(Column column, Optional<String> formerName, Optional<ColumnClause> clause) {
        Optional<Definition> definition = clause.flatMap(ColumnClause::definition);
        return new ColumnStructure(
                column.name(),
                formerName,
                type(column),
                column.isOptional(),
                clause.flatMap(ColumnClause::defaultValue).orElseGet(() -> defaultValue(column)),
                definition.map(Structures::origin).orElseGet(() -> origin(column)),
                definition.isPresent() ? definition.get().onUpdate() : onUpdate(column),
                Optional.ofNullable(column.charsetName()),
                definition.map(Definition::comment));
    }

    private static Origin origin(Definition definition) {
        if (definition.generated()) {
            return Origin.GENERATED;
        }
        return definition.autoIncrement() ? Origin.AUTO_INCREMENT : Origin.WRITTEN;
    }

    /** Debezium calls columns with ON UPDATE numbered, too. */
    private static Origin origin(Column column) {
        return column.isAutoIncremented() && !isTime(column) ? Origin.AUTO_INCREMENT : Origin.WRITTEN;
    }

    private static Optional<String> onUpdate(Column column) {
        return column.isAutoIncremented() && isTime(column) ? Optional.of(now(column)) : Optional.empty();
    }

    private static Default defaultValue(Column column) {
        Optional<String> text = column.defaultValueExpression();
        if (text.isEmpty()) {
            return Default.NONE;
        }
        if (text.get().equals(NOW) && isTime(column)) {
            return Default.expression(now(column));
        }
        return Default.literal(text.get().replace("''", "'"));
    }

    private static boolean isTime(Column column) {
        String type = column.typeName().toUpperCase(Locale.ROOT);
        return type.equals("TIMESTAMP") || type.equals("DATETIME");
    }

    private static String now(Column column) {
        return column.length() > 0 ? "CURRENT_TIMESTAMP(" + column.length() + ")" : "CURRENT_TIMESTAMP";
    }

    /** As MySQL declares it: {@code DECIMAL(10,2) UNSIGNED}, {@code ENUM('a','b')}. */
    static String type(Column column) {
        String name = column.typeName();
        int attributes = ATTRIBUTES.stream()
                .mapToInt(name.toUpperCase(Locale.ROOT)::indexOf)
                .filter(index -> index > 0)
                .min()
                .orElse(name.length());
        return name.substring(0, attributes) + arguments(column) + name.substring(attributes);
    }

    private static String arguments(Column column) {
        if (!column.enumValues().isEmpty()) {
            return column.enumValues().stream().map(Structures::label).collect(Collectors.joining(",", "(", ")"));
        }
        if (column.length() < 0) {
            return "";
        }
        return column.scale().isPresent()
                ? "(" + column.length() + "," + column.scale().get() + ")"
                : "(" + column.length() + ")";
    }

    /** Debezium keeps labels as they were written, with their quotes. */
    private static String label(String written) {
        boolean quoted = written.length() >= 2 && written.startsWith("'") && written.endsWith("'");
        return quoted ? written : "'" + written.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
