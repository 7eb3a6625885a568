package io.sluice.schema.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Operators by name and number of operands. */
final class Operators {

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            Map.entry("+/2", Operators::plusOrMinus),
            Map.entry("-/2", Operators::plusOrMinus),
            Map.entry("*/2", Arithmetic::multiplied),
            Map.entry("//2", Arithmetic::divided),
            Map.entry("div/2", Arithmetic::wholeDivided),
            Map.entry("%/2", Arithmetic::remainder),
            Map.entry("mod/2", Arithmetic::remainder),
            Map.entry("unary -/1", Arithmetic::negated),
            Map.entry("unary +/1", (call, translator) -> translator.argument(call, 0)),
            Map.entry("unary ~/1", BitOperators::inverted),
            Map.entry("&/2", BitOperators::combined),
            Map.entry("|/2", BitOperators::combined),
            Map.entry("^/2", BitOperators::combined),
            Map.entry("<</2", BitOperators::shifted),
            Map.entry(">>/2", BitOperators::shifted),
            Map.entry("=/2", Comparisons::compared),
            Map.entry("<>/2", Comparisons::compared),
            Map.entry("</2", Comparisons::compared),
            Map.entry("<=/2", Comparisons::compared),
            Map.entry(">/2", Comparisons::compared),
            Map.entry(">=/2", Comparisons::compared),
            Map.entry("<=>/2", Comparisons::compared),
            Map.entry("between/3", Comparisons::between),
            Map.entry("in/*", Comparisons::in),
            Map.entry("like/2", Patterns::like),
            Map.entry("like/3", Patterns::like),
            Map.entry("regexp_like/2", Patterns::regexp),
            Map.entry("regexp_like/3", Patterns::regexp),
            Map.entry("regexp_replace/3", Patterns::replaced),
            Map.entry("regexp_substr/2", Patterns::found),
            Map.entry("and/2", Operators::logical),
            Map.entry("or/2", Operators::logical),
            Map.entry("xor/2", Operators::exclusive),
            Map.entry("not/1", Operators::not),
            Map.entry("is null/1", Operators::isNull),
            Map.entry("isnull/1", Operators::isNull),
            Map.entry("is true/1", Operators::is),
            Map.entry("is false/1", Operators::is),
            Map.entry("is unknown/1", Operators::is));

    private Operators() {}

    private static Term plusOrMinus(Node.Call call, Translator translator) {
        return call.argument(1) instanceof Node.Interval interval
                ? Intervals.added(call, interval, translator)
                : Arithmetic.added(call, translator);
    }

    private static Term logical(Node.Call call, Translator translator) {
        String sql = condition(call, 0, translator).operand()
                + (call.name().equals("and") ? " AND " : " OR ")
                + condition(call, 1, translator).operand();
        return Term.compound(sql, Kind.BOOLEAN, call.place());
    }

    private static Term exclusive(Node.Call call, Translator translator) {
        String sql = condition(call, 0, translator).operand() + " <> "
                + condition(call, 1, translator).operand();
        return Term.compound(sql, Kind.BOOLEAN, call.place());
    }

    private static Term condition(Node.Call call, int index, Translator translator) {
        return translator.coercions().condition(translator.argument(call, index));
    }

    /** {@code NOT (a IN …)} and the like read better with the NOT inside. */
    private static Term not(Node.Call call, Translator translator) {
        if (call.argument(0) instanceof Node.Call inner && inner.name().equals("is null")) {
            String operand = translator.argument(inner, 0).operand();
            return Term.compound(operand + " IS NOT NULL", Kind.BOOLEAN, call.place());
        }
        return Term.compound("NOT " + condition(call, 0, translator).operand(), Kind.BOOLEAN, call.place());
    }

    private static Term isNull(Node.Call call, Translator translator) {
        return Term.compound(translator.argument(call, 0).operand() + " IS NULL", Kind.BOOLEAN, call.place());
    }

    private static Term is(Node.Call call, Translator translator) {
        String what = call.name().substring("is ".length()).toUpperCase(Locale.ROOT);
        return Term.compound(condition(call, 0, translator).operand() + " IS " + what, Kind.BOOLEAN, call.place());
    }

    /** Operands joined, each in parentheses where it needs them. */
    static String joined(List<Term> operands, String operator) {
        return String.join(operator, operands.stream().map(Term::operand).toList());
    }
}
