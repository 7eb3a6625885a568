package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogColumn;
import io.sluice.cli.catalog.CatalogTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plans the columns of a table: their defaults, identity and comments; name and type the mapping has decided. */
final class ColumnPlan {

    private final CatalogTable table;
    private final long distance;
    private final Findings findings;

    ColumnPlan(CatalogTable table, long distance, Findings findings) {
        this.table = table;
        this.distance = distance;
        this.findings = findings;
    }

    List<ColumnDefinition> columns(TargetTable target) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            CatalogColumn column = table.columns().get(i);
            TargetColumn targetColumn = target.columns().get(i);
            note(column);
            columns.add(new ColumnDefinition(
                    targetColumn,
                    defaultValue(column, targetColumn.type()),
                    column.comment().replace("\0", "")));
        }
        return columns;
    }

    private Default defaultValue(CatalogColumn column, PgType type) {
        return switch (column.origin()) {
            case AUTO_INCREMENT -> identity(column, type);
            case GENERATED -> new Default.None();
            case WRITTEN -> written(column, type);
        };
    }

    private Default identity(CatalogColumn column, PgType type) {
        OptionalLong start = IdentityStart.of(
                column.column().type(), type, table.facts().nextAutoIncrement().orElse(1), distance);
        if (start.isPresent()) {
            return new Default.Identity(start.getAsLong());
        }
        findings.warn(
                column.name(),
                "AUTO_INCREMENT is left out: PostgreSQL has no identity columns of type " + type.sql(),
                "give it a default from a sequence");
        return new Default.None();
    }

    private Default written(CatalogColumn column, PgType type) {
        if (column.defaultValue() instanceof CatalogColumn.Default.Literal literal) {
            return translated(
                    column, literal.text(), DefaultLiteral.of(column.column().type(), type, literal.text()));
        }
        if (column.defaultValue() instanceof CatalogColumn.Default.Expression expression) {
            return translated(column, expression.sql(), DefaultExpression.translate(expression.sql(), type));
        }
        return new Default.None();
    }

    private Default translated(CatalogColumn column, String text, Optional<String> sql) {
        if (sql.isPresent()) {
            return new Default.Expression(sql.get());
        }
        findings.warn(
                column.name(),
                "its default " + text + " is left out: it has no counterpart in PostgreSQL that Sluice knows",
                "set a default of your own before the cutover");
        return new Default.None();
    }

    private void note(CatalogColumn column) {
        column.onUpdate()
                .ifPresent(value -> findings.warn(
                        column.name(),
                        "ON UPDATE " + value + " is left out: PostgreSQL has no such clause",
                        "write a trigger, or set the column in the application"));
        if (column.origin() == CatalogColumn.Origin.GENERATED) {
            findings.notice(
                    column.name(),
                    "a generated column becomes a plain column that holds the values MySQL computed",
                    "make it a generated column again at the cutover");
        }
        if (column.column().type().kind() == MySqlType.Kind.OTHER) {
            findings.warn(
                    column.name(),
                    "its type " + column.column().type().declared() + " is unknown, so that it becomes text",
                    "check its values in PostgreSQL");
        }
    }
}
