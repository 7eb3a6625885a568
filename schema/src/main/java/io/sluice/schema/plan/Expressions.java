package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.expression.ExpressionTranslator;
import io.sluice.schema.expression.Scope;
import io.sluice.schema.expression.TextComparison;
import io.sluice.schema.expression.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates the expressions of one table. */
final class Expressions {

    private final ExpressionTranslator translator = new ExpressionTranslator();
    private final Scope scope;

    Expressions(PlannedTable table) {
        this.scope = scope(table);
    }

    /** @param wanted the type that the value is for */
    Translation translate(String expression, Optional<PgType> wanted) {
        return translator.translate(expression, scope, wanted);
    }

    /** The reason why something is not translated, as it ends a sentence. */
    static String reason(Translation translation) {
        Translation.Untranslatable untranslatable = (Translation.Untranslatable) translation;
        return untranslatable.reason() + " (" + untranslatable.place() + ")";
    }

    /** The columns that an expression over the table may name. */
    static Scope scope(PlannedTable table) {
        List<Scope.Column> columns = new ArrayList<>();
        for (int i = 0; i < table.source().columns().size(); i++) {
            CatalogColumn source = table.source().columns().get(i);
            TargetColumn target = table.target().columns().get(i);
            columns.add(new Scope.Column(
                    source.name(), target.name(), source.column().type(), target.type(), comparison(table, source)));
        }
        return new Scope(columns);
    }

    private static TextComparison comparison(PlannedTable table, CatalogColumn column) {
        TextComparison inMySql =
                column.collation().map(TextComparison::ofCollation).orElse(TextComparison.EXACT);
        boolean kept = table.policies(column.name()).caseInsensitive() != CaseInsensitive.PLAIN;
        return inMySql == TextComparison.IGNORES_CASE_IN_MYSQL && kept ? TextComparison.IGNORES_CASE : inMySql;
    }
}
