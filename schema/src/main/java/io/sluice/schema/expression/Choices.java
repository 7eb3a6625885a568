package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CASE, and the functions that choose among their arguments. */
final class Choices {

    static final Map<String, FunctionTranslation> ALL = Map.of(
            "if/3", Choices::ifElse,
            "ifnull/2", Choices::coalesce,
            "coalesce/*", Choices::coalesce,
            "nullif/2", Choices::nullif,
            "greatest/*", Choices::extreme,
            "least/*", Choices::extreme,
            "elt/*", Choices::elt,
            "field/*", Choices::field,
            "strcmp/2", Choices::order);

    private Choices() {}

    static Term translate(Node.Case choice, Translator translator) {
        List<Term> results = new ArrayList<>();
        choice.whens().forEach(when -> results.add(translator.term(when.then())));
        choice.otherwise().ifPresent(otherwise -> results.add(translator.term(otherwise)));
        Unification unified = Unification.of(results, translator);
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i < choice.whens().size(); i++) {
            sql.append(" WHEN ").append(condition(choice, i, translator).sql());
            sql.append(" THEN ").append(unified.term(i).sql());
        }
        if (choice.otherwise().isPresent()) {
            sql.append(" ELSE ").append(unified.term(choice.whens().size()).sql());
        }
        return new Term(
                sql.append(" END").toString(), unified.kind(), Term.Shape.COMPOUND, unified.facts(), choice.place());
    }

    private static Term condition(Node.Case choice, int index, Translator translator) {
        Node when = choice.whens().get(index).when();
        return choice.subject()
                .map(subject -> Comparisons.compared(
                        "=", translator.term(subject), translator.term(when), when.place(), translator))
                .orElseGet(() -> translator.coercions().condition(translator.term(when)));
    }

    private static Term ifElse(Node.Call call, Translator translator) {
        Term condition = translator.coercions().condition(translator.argument(call, 0));
        Unification unified = Unification.of(translator.terms(call.arguments().subList(1, 3)), translator);
        String sql = "CASE WHEN " + condition.sql() + " THEN " + unified.term(0).sql() + " ELSE "
                + unified.term(1).sql() + " END";
        return new Term(sql, unified.kind(), Term.Shape.COMPOUND, unified.facts(), call.place());
    }

    private static Term coalesce(Node.Call call, Translator translator) {
        Unification unified = Unification.of(translator.terms(call.arguments()), translator);
        return Term.atom("coalesce(" + list(unified.terms()) + ")", unified.kind(), call.place())
                .with(unified.facts());
    }

    private static Term nullif(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        Term other = translator.argument(call, 1);
        Term equal = Comparisons.compared("=", value, other, call.place(), translator);
        String sql = "CASE WHEN " + equal.sql() + " THEN NULL ELSE " + value.sql() + " END";
        return new Term(sql, value.kind(), Term.Shape.COMPOUND, value.facts(), call.place());
    }

    /** In MySQL NULL if one of them is; PostgreSQL passes over it. */
    private static Term extreme(Node.Call call, Translator translator) {
        Unification unified = Unification.of(translator.terms(call.arguments()), translator);
        if (unified.kind() == Kind.TEXT) {
            translator.outcome().note("texts are ordered by PostgreSQL's collation");
        }
        List<String> known = unified.terms().stream()
                .filter(term -> !term.literal())
                .map(term -> term.operand() + " IS NOT NULL")
                .toList();
        String sql = call.name() + "(" + list(unified.terms()) + ")";
        String guarded = known.isEmpty() ? sql : "CASE WHEN " + String.join(" AND ", known) + " THEN " + sql + " END";
        return new Term(guarded, unified.kind(), Term.Shape.COMPOUND, unified.facts(), call.place());
    }

    private static Term elt(Node.Call call, Translator translator) {
        Term index = translator.coercions().number(translator.argument(call, 0));
        Unification unified = Unification.of(
                translator.terms(call.arguments().subList(1, call.arguments().size())), translator);
        StringBuilder sql = new StringBuilder("CASE ").append(index.sql());
        for (int i = 0; i < unified.terms().size(); i++) {
            sql.append(" WHEN ")
                    .append(i + 1)
                    .append(" THEN ")
                    .append(unified.term(i).sql());
        }
        return new Term(
                sql.append(" END").toString(), unified.kind(), Term.Shape.COMPOUND, unified.facts(), call.place());
    }

    private static Term field(Node.Call call, Translator translator) {
        Term value = translator.argument(call, 0);
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 1; i < call.arguments().size(); i++) {
            Term equal = Comparisons.compared("=", value, translator.argument(call, i), call.place(), translator);
            sql.append(" WHEN ").append(equal.sql()).append(" THEN ").append(i);
        }
        return Term.compound(sql.append(" ELSE 0 END").toString(), Kind.INTEGER, call.place());
    }

    private static Term order(Node.Call call, Translator translator) {
        Term left = translator.coercions().text(translator.argument(call, 0));
        Term right = translator.coercions().text(translator.argument(call, 1));
        String equal =
                Comparisons.compared("=", left, right, call.place(), translator).sql();
        String less =
                Comparisons.compared("<", left, right, call.place(), translator).sql();
        String sql = "CASE WHEN " + equal + " THEN 0 WHEN " + less + " THEN -1 WHEN NOT " + "(" + less + ") THEN 1 END";
        return Term.compound(sql, Kind.INTEGER, call.place());
    }

    private static String list(List<Term> terms) {
        return String.join(", ", terms.stream().map(Term::sql).toList());
    }
}
