package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.sql.CheckDefinition;
import io.sluice.core.sql.CheckDefinition.Enforcement;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogCheck;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans the checks of a table: those it has, and those that stand for what MySQL's types refuse. */
final class CheckPlan {

    private final PlannedTable table;
    private final Expressions expressions;

    CheckPlan(PlannedTable table, Expressions expressions) {
        this.table = table;
        this.expressions = expressions;
    }

    List<CheckDefinition> checks() {
        List<CheckDefinition> checks = new ArrayList<>();
        table.source().checks().forEach(check -> declared(check).ifPresent(checks::add));
        for (int i = 0; i < table.source().columns().size(); i++) {
            ofType(table.source().columns().get(i), table.target().columns().get(i))
                    .ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<CheckDefinition> declared(CatalogCheck check) {
        boolean unenforced = check.enforcement() == Enforcement.NOT_ENFORCED;
        if (unenforced && !table.server().hasUnenforcedChecks()) {
            table.findings()
                    .afterData()
                    .notice(
                            Code.CHECK_NOT_ENFORCED,
                            check.name(),
                            "the CHECK constraint " + check.clause()
                                    + " is left out: it is NOT ENFORCED, which PostgreSQL has from version 18 on",
                            "nothing has to be done");
            return Optional.empty();
        }
        Translation outcome = expressions.translate(check.clause(), Optional.of(PgType.of(PgType.Base.BOOLEAN)));
        if (outcome instanceof Translation.Translated translated) {
            String name = table.names().constraint(table.id(), table.name(check.name()));
            table.noteOfName(
                    table.findings().afterData(name), "CHECK constraint", check.name(), table.name(check.name()), name);
            translated.notes().forEach(note -> differs(check, name, note));
            return Optional.of(new CheckDefinition(name, translated.sql(), check.enforcement()));
        }
        table.findings()
                .afterData()
                .warn(
                        Code.CHECK_LEFT_OUT,
                        check.name(),
                        "the CHECK constraint " + check.clause() + " is left out: " + Expressions.reason(outcome),
                        "add it in PostgreSQL's SQL before the cutover");
        return Optional.empty();
    }

    private void differs(CatalogCheck check, String name, String note) {
        table.findings()
                .afterData(name)
                .notice(
                        Code.EXPRESSION_DIFFERS,
                        check.name(),
                        "the condition means something else in a detail: " + note,
                        "nothing has to be done unless that matters");
    }

    private Optional<CheckDefinition> ofType(CatalogColumn column, TargetColumn target) {
        MySqlType type = column.column().type();
        return switch (type.kind()) {
            case DECIMAL, FLOAT, DOUBLE ->
                type.unsigned() ? check(column, "unsigned", quoted(target) + " >= 0") : Optional.empty();
            case ENUM ->
                target.type() instanceof PgType.Scalar
                        ? check(column, "labels", quoted(target) + " IN (" + labels(column) + ")")
                        : Optional.empty();
            case SET ->
                target.type() instanceof PgType.ArrayOf array && array.element() instanceof PgType.Scalar
                        ? check(column, "members", quoted(target) + " <@ ARRAY[" + members(type) + "]::text[]")
                        : Optional.empty();
            case CHAR, VARCHAR ->
                target.type() instanceof PgType.OfExtension && type.length().isPresent()
                        ? check(
                                column,
                                "length",
                                "char_length(" + quoted(target) + ") <= "
                                        + type.length().getAsInt())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<CheckDefinition> check(CatalogColumn column, String kind, String condition) {
        String name = table.names().constraint(table.id(), table.name(column.name() + "_" + kind));
        return Optional.of(new CheckDefinition(name, condition, Enforcement.ENFORCED));
    }

    private static String quoted(TargetColumn column) {
        return Identifiers.quote(column.name());
    }

    private String labels(CatalogColumn column) {
        boolean empty = table.policies(column.name()).enumEmpty() == EnumEmpty.LABEL;
        String labels = members(column.column().type());
        return empty ? labels + ", ''" : labels;
    }

    private static String members(MySqlType type) {
        return type.members().stream()
                .map(member -> member.replace("\0", ""))
                .map(Identifiers::literal)
                .collect(Collectors.joining(", "));
    }
}
