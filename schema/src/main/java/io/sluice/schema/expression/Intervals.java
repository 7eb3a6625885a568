package io.sluice.schema.expression;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Dates and times with an INTERVAL added or taken off. */
final class Intervals {

    /** What one of MySQL's units is, and whether a DATE stays a DATE with it. */
    private enum Unit {
        MICROSECOND("1 microsecond", Part.TIME),
        SECOND("1 second", Part.TIME),
        MINUTE("1 minute", Part.TIME),
        HOUR("1 hour", Part.TIME),
        DAY("1 day", Part.DATE),
        WEEK("7 days", Part.DATE),
        MONTH("1 month", Part.DATE),
        QUARTER("3 months", Part.DATE),
        YEAR("1 year", Part.DATE);

        private enum Part {
            DATE,
            TIME
        }

        private final String once;
        private final Part part;

        Unit(String once, Part part) {
            this.once = once;
            this.part = part;
        }
    }

    private static final Map<String, Unit> UNITS = Map.of(
            "MICROSECOND", Unit.MICROSECOND,
            "SECOND", Unit.SECOND,
            "MINUTE", Unit.MINUTE,
            "HOUR", Unit.HOUR,
            "DAY", Unit.DAY,
            "WEEK", Unit.WEEK,
            "MONTH", Unit.MONTH,
            "QUARTER", Unit.QUARTER,
            "YEAR", Unit.YEAR);

    private Intervals() {}

    static Term added(Node.Call call, Node.Interval interval, Translator translator) {
        Unit unit = Optional.ofNullable(UNITS.get(interval.unit()))
                .orElseThrow(() -> new NoCounterpartException(
                        call.place(),
                        "intervals of several units, such as " + interval.unit() + ", are not translated"));
        Term value = dated(translator.argument(call, 0), translator);
        Term amount = translator.coercions().number(translator.term(interval.amount()));
        if (unit != Unit.SECOND && amount.kind() != Kind.INTEGER && amount.kind() != Kind.NULL) {
            throw amount.refused("MySQL rounds what is no whole number of units");
        }
        String sql = value.operand() + " " + call.name() + " " + span(amount, unit);
        if (value.kind() == Kind.INTERVAL) {
            return Term.compound(sql, Kind.INTERVAL, call.place()).with(value.facts());
        }
        if (value.kind() == Kind.DATE && unit.part == Unit.Part.DATE) {
            return Term.atom("(" + sql + ")::date", Kind.DATE, call.place());
        }
        int digits = unit == Unit.MICROSECOND ? 6 : Math.max(scale(value), unit == Unit.SECOND ? scale(amount) : 0);
        return Term.compound(sql, Kind.TIMESTAMP, call.place()).with(Facts.NONE.withScale(digits));
    }

    private static int scale(Term term) {
        return term.facts().scale().orElse(0);
    }

    private static String span(Term amount, Unit unit) {
        String name = unit.name().toLowerCase(Locale.ROOT);
        boolean plain = amount.literal() && unit != Unit.WEEK && unit != Unit.QUARTER;
        return plain
                ? "INTERVAL '" + amount.sql() + " " + name + "'"
                : amount.operand() + " * INTERVAL '" + unit.once + "'";
    }

    private static Term dated(Term value, Translator translator) {
        return switch (value.kind()) {
            case DATE, TIMESTAMP, INTERVAL -> value;
            case INSTANT -> translator.coercions().timestamp(value);
            case TEXT -> {
                Optional<Term> date = Literals.textOf(value)
                        .flatMap(text ->
                                Temporals.date(text, value.facts().literal().orElseThrow()));
                yield date.orElseGet(() -> translator.coercions().timestamp(value));
            }
            case NULL, BOOLEAN, INTEGER, NUMERIC, DOUBLE, BYTES, BITS, TIME, JSON, ENUM, SET, UUID ->
                throw value.refused("an interval is added to " + value.kind().words());
        };
    }
}
