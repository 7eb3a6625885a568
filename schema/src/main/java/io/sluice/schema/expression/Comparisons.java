package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.List;

/** Comparisons, after both sides have been made alike. */
final class Comparisons {

    private Comparisons() {}

    static Term compared(Node.Call call, Translator translator) {
        if (call.argument(0) instanceof Node.Row || call.argument(1) instanceof Node.Row) {
            throw new NoCounterpartException(call.place(), "rows are not compared");
        }
        Term left = translator.argument(call, 0);
        Term right = translator.argument(call, 1);
        return compared(call.name(), left, right, call.place(), translator);
    }

    static Term compared(String operator, Term left, Term right, Place place, Translator translator) {
        Alignment.Pair pair = Alignment.of(left, right, !equality(operator), translator);
        String sql = operator.equals("<=>") ? " IS NOT DISTINCT FROM " : " " + operator + " ";
        return Term.compound(pair.left().operand() + sql + pair.right().operand(), Kind.BOOLEAN, place);
    }

    private static boolean equality(String operator) {
        return operator.equals("=") || operator.equals("<>") || operator.equals("<=>");
    }

    static Term between(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        Alignment.Pair low = Alignment.of(value, translator.argument(call, 1), true, translator);
        Alignment.Pair high = Alignment.of(value, translator.argument(call, 2), true, translator);
        String sql = low.left().sql().equals(high.left().sql())
                ? low.left().operand() + " BETWEEN " + low.right().operand() + " AND "
                        + high.right().operand()
                : low.left().operand() + " >= " + low.right().operand() + " AND "
                        + high.left().operand() + " <= " + high.right().operand();
        return Term.compound(sql, Kind.BOOLEAN, call.place());
    }

    static Term in(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        if (call.argument(1) instanceof Node.SubQuery query) {
            Term rows = translator.term(query);
            Alignment.Pair pair = Alignment.of(value, rows, false, translator);
            if (!pair.right().sql().equals(rows.sql())) {
                throw rows.refused("its rows would have to be converted before they are compared");
            }
            return Term.compound(pair.left().operand() + " IN " + rows.sql(), Kind.BOOLEAN, call.place());
        }
        List<Alignment.Pair> pairs = new ArrayList<>();
        for (int i = 1; i < call.arguments().size(); i++) {
            pairs.add(Alignment.of(value, translator.argument(call, i), false, translator));
        }
        String left = pairs.get(0).left().operand();
        boolean alike = pairs.stream().allMatch(pair -> pair.left().operand().equals(left));
        return Term.compound(alike ? listed(left, pairs) : alternatives(pairs), Kind.BOOLEAN, call.place());
    }

    private static String listed(String left, List<Alignment.Pair> pairs) {
        List<String> values = pairs.stream().map(pair -> pair.right().sql()).toList();
        return left + " IN (" + String.join(", ", values) + ")";
    }

    private static String alternatives(List<Alignment.Pair> pairs) {
        List<String> values = pairs.stream()
                .map(pair -> pair.left().operand() + " = " + pair.right().operand())
                .toList();
        return String.join(" OR ", values);
    }
}
