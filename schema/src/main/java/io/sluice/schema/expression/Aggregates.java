package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.util.ArrayList;
import java.util.List;

/** COUNT, SUM and the like. */
final class Aggregates {

    private static final int AVERAGE_DIGITS = 4;

    private Aggregates() {}

    static Term translate(Node.Aggregate aggregate, Translator translator) {
        return switch (aggregate.name()) {
            case "count" -> count(aggregate, translator);
            case "sum" -> sum(aggregate, translator);
            case "avg" -> average(aggregate, translator);
            case "min", "max" -> extreme(aggregate, translator);
            case "std", "stddev", "stddev_pop" -> spread("stddev_pop", aggregate, translator);
            case "stddev_samp" -> spread("stddev_samp", aggregate, translator);
            case "variance", "var_pop" -> spread("var_pop", aggregate, translator);
            case "var_samp" -> spread("var_samp", aggregate, translator);
            case "any_value" -> any(aggregate, translator);
            case "group_concat" -> joined(aggregate, translator);
            case "json_arrayagg" -> array(aggregate, translator);
            case "json_objectagg" -> object(aggregate, translator);
            default ->
                throw new NoCounterpartException(
                        aggregate.place(),
                        "PostgreSQL has no counterpart of " + aggregate.name() + " that Sluice knows");
        };
    }

    private static Term count(Node.Aggregate aggregate, Translator translator) {
        Facts facts = Facts.NONE.with(Width.WIDE).with(Sign.NOT_NEGATIVE);
        if (aggregate.arguments().size() > 1) {
            throw new NoCounterpartException(aggregate.place(), "combinations of several columns are not counted");
        }
        boolean all = aggregate.arguments().isEmpty()
                || (!aggregate.distinct() && aggregate.arguments().get(0) instanceof Node.Numeral);
        if (all) {
            return Term.atom("count(*)", Kind.INTEGER, aggregate.place()).with(facts);
        }
        Term value = translator.term(aggregate.arguments().get(0));
        boolean folds = aggregate.distinct() && TextFolding.folds(value, value);
        if (folds) {
            translator.outcome().note("texts that differ only by accents are counted as different");
        }
        String sql = "count(" + distinct(aggregate)
                + (folds ? TextFolding.folded(value).sql() : value.sql()) + ")";
        return Term.atom(sql, Kind.INTEGER, aggregate.place()).with(facts);
    }

    private static Term number(Node.Aggregate aggregate, Translator translator) {
        return translator
                .coercions()
                .number(translator.term(aggregate.arguments().get(0)));
    }

    private static Term sum(Node.Aggregate aggregate, Translator translator) {
        Term value = number(aggregate, translator);
        if (value.kind() == Kind.DOUBLE) {
            value = translator.coercions().doublePrecision(value);
        }
        String sql = "sum(" + distinct(aggregate) + value.sql() + ")";
        Kind kind = value.kind() == Kind.INTEGER ? Kind.NUMERIC : value.kind();
        return Term.atom(sql, kind, aggregate.place())
                .with(Facts.NONE
                        .with(Width.WIDE)
                        .withScale(value.facts().scale().orElse(0))
                        .with(value.facts().sign()));
    }

    private static Term average(Node.Aggregate aggregate, Translator translator) {
        Term value = number(aggregate, translator);
        String sql = "avg(" + distinct(aggregate) + value.sql() + ")";
        if (value.kind() == Kind.DOUBLE) {
            return Term.atom(sql, Kind.DOUBLE, aggregate.place()).with(Facts.NONE.with(Width.WIDE));
        }
        int scale = value.facts().scale().orElse(0) + AVERAGE_DIGITS;
        return Term.atom("round(" + sql + ", " + scale + ")", Kind.NUMERIC, aggregate.place())
                .with(Facts.NONE.withScale(scale));
    }

    private static Term extreme(Node.Aggregate aggregate, Translator translator) {
        Term value = translator.term(aggregate.arguments().get(0));
        Term comparable =
                switch (value.kind()) {
                    case BOOLEAN, BITS -> translator.coercions().number(value);
                    case INTEGER, NUMERIC, DOUBLE, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL -> value;
                    case TEXT -> {
                        translator.outcome().note("texts are ordered by PostgreSQL's collation");
                        yield value;
                    }
                    case NULL, BYTES, JSON, ENUM, SET, UUID ->
                        throw value.refused(
                                "PostgreSQL finds no least or greatest among values of this type as MySQL does");
                };
        return Term.atom(aggregate.name() + "(" + comparable.sql() + ")", comparable.kind(), aggregate.place())
                .with(comparable.facts());
    }

    private static Term any(Node.Aggregate aggregate, Translator translator) {
        Term value = translator.term(aggregate.arguments().get(0));
        return Term.atom("(array_agg(" + value.sql() + "))[1]", value.kind(), aggregate.place())
                .with(value.facts());
    }

    private static Term spread(String name, Node.Aggregate aggregate, Translator translator) {
        Term value = translator.coercions().doublePrecision(number(aggregate, translator));
        return Term.atom(name + "(" + value.sql() + ")", Kind.DOUBLE, aggregate.place())
                .with(Facts.NONE.with(Width.WIDE));
    }

    private static Term joined(Node.Aggregate aggregate, Translator translator) {
        List<Term> parts = translator.coercions().texts(translator.terms(aggregate.arguments()));
        String text = parts.size() == 1 ? parts.get(0).sql() : Operators.joined(parts, " || ");
        List<String> keys = new ArrayList<>();
        for (Node.Order order : aggregate.order()) {
            Term key = translator.term(order.value());
            if (aggregate.distinct() && !key.sql().equals(text)) {
                throw key.refused("different values are ordered by something else");
            }
            keys.add(Ordering.key(key.sql(), key, order, translator.outcome()));
        }
        translator.outcome().note("what group_concat_max_len cuts off in MySQL is there");
        String separator = Literals.quoted(aggregate.separator(), aggregate.place());
        String order = keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
        String sql = "string_agg(" + distinct(aggregate) + text + ", " + separator + order + ")";
        return Term.atom(sql, Kind.TEXT, aggregate.place()).with(TextFolding.facts(parts));
    }

    private static Term array(Node.Aggregate aggregate, Translator translator) {
        Term value = translator
                .coercions()
                .jsonValue(translator.term(aggregate.arguments().get(0)));
        return Term.atom("jsonb_agg(" + value.sql() + ")", Kind.JSON, aggregate.place());
    }

    private static Term object(Node.Aggregate aggregate, Translator translator) {
        Term name = translator
                .coercions()
                .text(translator.term(aggregate.arguments().get(0)));
        Term value = translator
                .coercions()
                .jsonValue(translator.term(aggregate.arguments().get(1)));
        String sql = "jsonb_object_agg(" + name.sql() + ", " + value.sql() + ")";
        return Term.atom(sql, Kind.JSON, aggregate.place());
    }

    private static String distinct(Node.Aggregate aggregate) {
        return aggregate.distinct() ? "DISTINCT " : "";
    }
}
