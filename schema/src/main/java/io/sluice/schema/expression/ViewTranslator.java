package io.sluice.schema.expression;

import io.sluice.schema.expression.Translation.Translated;

/**
 * Translates views: queries with joins, conditions, groups, aggregates, subqueries, UNION, order and limit. What is not
 * certain is refused.
 */
public final class ViewTranslator {

    /**
     * @param viewDefinition as information_schema prints it
     * @return the query that the view is in PostgreSQL
     */
    public Translation translate(String viewDefinition, Relations relations) {
        Outcome outcome = new Outcome();
        try {
            QueryTranslation queries = new QueryTranslation(relations, outcome);
            Query query = queries.translate(MySqlText.select(viewDefinition));
            return new Translated(query.sql(), outcome.volatility(), outcome.notes());
        } catch (NoCounterpartException e) {
            return e.untranslatable();
        }
    }
}
