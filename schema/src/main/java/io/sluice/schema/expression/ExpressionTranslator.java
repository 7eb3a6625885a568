package io.sluice.schema.expression;

import io.sluice.core.type.PgType;
import io.sluice.schema.expression.Translation.Translated;
import java.util.Optional;

/**
 * Translates MySQL's expressions: generated columns, CHECK constraints, defaults, the parts of functional indexes, and
 * partitions. Either the result means the same for every row, or a note says where it differs, or there is none.
 */
public final class ExpressionTranslator {

    /**
     * @param mysqlExpression as information_schema prints it, with or without its escaping
     * @param wanted the type that the result has to be assignable to, as that of a generated column or of a default;
     *     boolean for a condition
     */
    public Translation translate(String mysqlExpression, Scope scope, Optional<PgType> wanted) {
        Outcome outcome = new Outcome();
        try {
            Node node = NodeReader.read(MySqlText.expression(EscapedText.plain(mysqlExpression)));
            Translator translator = new Translator(column -> of(column, scope), outcome, Zone.UTC);
            Term term = translator.term(node);
            Term result = wanted.isPresent() ? Results.of(term, wanted.get(), translator) : term;
            return new Translated(result.sql(), outcome.volatility(), outcome.notes());
        } catch (NoCounterpartException e) {
            return e.untranslatable();
        }
    }

    private static Term of(Node.Column column, Scope scope) {
        Scope.Column found = scope.column(column.name())
                .orElseThrow(() ->
                        new NoCounterpartException(column.place(), "there is no column of this name in PostgreSQL"));
        return ColumnTerms.of(found, "", column.place());
    }
}
