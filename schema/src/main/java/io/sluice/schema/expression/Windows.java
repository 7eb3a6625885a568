package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.List;

/** Functions over the rows around. Both servers look at the same rows where no frame is named. */
final class Windows {

    private Windows() {}

    static Term translate(Node.Window window, Translator translator) {
        Term function = window.function() instanceof Node.Aggregate aggregate
                ? Aggregates.translate(aggregate, translator)
                : ranked((Node.Call) window.function(), translator);
        if (function.sql().startsWith("round(")) {
            throw new NoCounterpartException(window.place(), "an average over rows has more digits in PostgreSQL");
        }
        String sql = function.sql() + " OVER (" + String.join(" ", clauses(window, translator)) + ")";
        return new Term(sql, function.kind(), Term.Shape.ATOM, function.facts(), window.place());
    }

    private static List<String> clauses(Node.Window window, Translator translator) {
        List<String> clauses = new ArrayList<>();
        if (!window.partition().isEmpty()) {
            List<String> parts = new ArrayList<>();
            for (Term part : translator.terms(window.partition())) {
                if (TextFolding.folds(part, part)) {
                    throw part.refused("texts that differ only by case would be partitions of their own");
                }
                parts.add(part.sql());
            }
            clauses.add("PARTITION BY " + String.join(", ", parts));
        }
        if (!window.order().isEmpty()) {
            List<String> keys = new ArrayList<>();
            for (Node.Order order : window.order()) {
                Term key = translator.term(order.value());
                keys.add(Ordering.key(key.sql(), key, order, translator.outcome()));
            }
            clauses.add("ORDER BY " + String.join(", ", keys));
        }
        return clauses;
    }

    private static Term ranked(Node.Call call, Translator translator) {
        List<Term> arguments = translator.terms(call.arguments());
        List<String> sql = arguments.stream().map(Term::sql).toList();
        String text = call.name() + "(" + String.join(", ", sql) + ")";
        return switch (call.name()) {
            case "row_number", "rank", "dense_rank" ->
                Term.atom(text, Kind.INTEGER, call.place()).with(Facts.NONE.with(Facts.Width.WIDE));
            case "cume_dist", "percent_rank" ->
                Term.atom(text, Kind.DOUBLE, call.place()).with(Facts.NONE.with(Facts.Width.WIDE));
            case "lag", "lead", "first_value", "last_value" ->
                Term.atom(text, arguments.get(0).kind(), call.place())
                        .with(arguments.get(0).facts());
            default ->
                throw new NoCounterpartException(
                        call.place(), "PostgreSQL has no counterpart of " + call.name() + " that Sluice knows");
        };
    }
}
