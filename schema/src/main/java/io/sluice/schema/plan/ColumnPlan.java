package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogColumn.Origin;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Plans the columns of a table: defaults, identity, collations and comments; name and type the mapping has decided. */
final class ColumnPlan {

    private final PlannedTable table;
    private final Expressions expressions;
    private final GeneratedColumns generated;
    private final Collations collations;
    private final long distance;
    private final FindingCollector findings;

    ColumnPlan(PlannedTable table, Expressions expressions, Collations collations, long distance) {
        this.table = table;
        this.expressions = expressions;
        this.generated = new GeneratedColumns(table, expressions);
        this.collations = collations;
        this.distance = distance;
        this.findings = table.findings();
    }

    List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < table.source().columns().size(); i++) {
            CatalogColumn column = table.source().columns().get(i);
            TargetColumn target = table.target().columns().get(i);
            note(column, target);
            columns.add(new ColumnDefinition(
                    target,
                    defaultValue(column, target),
                    collations.of(column, target.type(), table.policies(column.name())),
                    column.comment().replace("\0", "")));
        }
        return columns;
    }

    private Default defaultValue(CatalogColumn column, TargetColumn target) {
        return switch (column.origin()) {
            case AUTO_INCREMENT -> identity(column, target);
            case GENERATED -> generated.definition(column, target.type());
            case WRITTEN -> written(column, target.type());
        };
    }

    private Default identity(CatalogColumn column, TargetColumn target) {
        PgType type = target.type();
        OptionalLong start = IdentityStart.of(
                column.column().type(),
                type,
                table.source().facts().nextAutoIncrement().orElse(1),
                distance);
        if (start.isEmpty()) {
            findings.warn(
                    Code.IDENTITY_LEFT_OUT,
                    column.name(),
                    "AUTO_INCREMENT is left out: PostgreSQL has no identity columns of type " + type.sql(),
                    "give it a default from a sequence");
            return new Default.None();
        }
        if (table.source().indexes().stream().noneMatch(index -> startsWith(index, column))) {
            findings.notice(
                    Code.IDENTITY_DIFFERS,
                    column.name(),
                    "AUTO_INCREMENT counts for each value of the columns before it in the key, and the identity column"
                            + " in PostgreSQL for the whole table",
                    "number the rows by a trigger or in the application if that matters");
        }
        String sequence = table.part("sequence", column.name(), target.name() + "_seq");
        return new Default.Identity(sequence, start.getAsLong());
    }

    private static boolean startsWith(CatalogIndex index, CatalogColumn column) {
        return index.parts().get(0) instanceof CatalogIndex.Part.OfColumn first
                && first.column().equals(column.name());
    }

    private Default written(CatalogColumn column, PgType type) {
        if (column.defaultValue() instanceof CatalogColumn.Default.Literal literal) {
            return DefaultLiteral.of(column.column().type(), type, literal.text())
                    .<Default>map(Default.Expression::new)
                    .orElseGet(() -> leftOut(column, literal.text(), "PostgreSQL cannot hold it as " + type.sql()));
        }
        if (column.defaultValue() instanceof CatalogColumn.Default.Expression expression) {
            return translated(column, expression.sql(), expressions.translate(expression.sql(), Optional.of(type)));
        }
        return new Default.None();
    }

    private Default translated(CatalogColumn column, String text, Translation outcome) {
        if (outcome instanceof Translation.Translated translated) {
            translated.notes().forEach(note -> differs(column, note));
            return new Default.Expression(translated.sql());
        }
        return leftOut(column, text, Expressions.reason(outcome));
    }

    private void differs(CatalogColumn column, String note) {
        findings.notice(
                Code.EXPRESSION_DIFFERS,
                column.name(),
                "its default means something else in a detail: " + note,
                "nothing has to be done unless that matters");
    }

    private Default leftOut(CatalogColumn column, String text, String reason) {
        findings.warn(
                Code.DEFAULT_LEFT_OUT,
                column.name(),
                "its default " + text + " is left out: " + reason,
                "set a default of your own before the cutover");
        return new Default.None();
    }

    private void note(CatalogColumn column, TargetColumn target) {
        MySqlType type = column.column().type();
        if (column.visibility() == CatalogColumn.Visibility.INVISIBLE) {
            findings.notice(
                    Code.COLUMN_INVISIBLE,
                    column.name(),
                    "the invisible column is visible, as all columns are in PostgreSQL",
                    "name the columns wherever the application writes SELECT *");
        }
        if (target.nullable() && !column.column().nullable() && column.origin() != Origin.GENERATED) {
            findings.notice(
                    Code.COLUMN_NULLABLE,
                    column.name(),
                    "NOT NULL is given up, since a policy puts NULL in the place of values that PostgreSQL cannot hold",
                    "choose another policy, or let the application expect NULL");
        }
        if (type.declared().toLowerCase(Locale.ROOT).contains("zerofill")) {
            findings.notice(
                    Code.COLUMN_ZEROFILL,
                    column.name(),
                    "ZEROFILL is left out: PostgreSQL shows numbers without leading zeros",
                    "use to_char or lpad where the zeros are shown");
        }
        if (type.kind() == MySqlType.Kind.OTHER) {
            findings.warn(
                    Code.TYPE_UNKNOWN,
                    column.name(),
                    "its type " + type.declared() + " is unknown, so that it becomes "
                            + target.type().sql(),
                    "check its values in PostgreSQL");
        }
        if (type.kind() == MySqlType.Kind.GEOMETRY && target.type().equals(PgType.of(PgType.Base.BYTEA))) {
            String srid = type.srid().isPresent() ? ", " + type.srid().getAsInt() + " here," : "";
            findings.notice(
                    Code.TYPE_BYTES,
                    column.name(),
                    "geometries become bytes, their well-known binary form, in which the SRID" + srid + " has no place",
                    "have PostGIS in PostgreSQL before the tables are made, or let the application know the SRID");
        }
    }
}
