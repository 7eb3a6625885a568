package io.sluice.schema.expression;

/** What ORDER BY orders by. In MySQL, NULLs are the least. */
final class Ordering {

    private Ordering() {}

    static String key(String sql, Term term, Node.Order order, Outcome outcome) {
        if (term.kind() == Kind.TEXT) {
            outcome.note("texts are ordered by PostgreSQL's collation");
        }
        return sql + (order.descending() ? " DESC NULLS LAST" : " NULLS FIRST");
    }
}
