package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;

/** CAST, CONVERT, BINARY and COLLATE. */
final class Casts {

    private static final String ERROR_ON_TEXT =
            "a text that is no number is an error; MySQL takes the number it starts with";

    private Casts() {}

    static Term translate(Node.Cast cast, Translator translator) {
        Coercions to = translator.coercions();
        Term value = translator.term(cast.value());
        return switch (cast.type()) {
            case "char", "nchar" -> characters(cast, to.text(value));
            case "binary" -> binary(cast, to.bytes(value));
            case "signed" ->
                number(value, translator).cast("bigint", Kind.INTEGER).with(Facts.NONE.with(Width.WIDE));
            case "unsigned" -> unsigned(value, translator);
            case "decimal" -> decimal(cast, number(value, translator));
            case "double", "real", "float" ->
                number(value, translator).cast("double precision", Kind.DOUBLE).with(Facts.NONE.with(Width.WIDE));
            case "date" -> date(value, translator);
            case "datetime" -> datetime(cast, value, translator);
            case "json" -> json(value, to);
            case "time" -> time(cast, value, to);
            default ->
                throw new NoCounterpartException(
                        cast.place(), "PostgreSQL has no cast to " + cast.type() + " that Sluice knows");
        };
    }

    static Term translate(Node.Collate collate, Translator translator) {
        Term value = translator.coercions().text(translator.term(collate.value()));
        return value.with(value.facts().with(TextComparison.ofCollation(collate.collation())));
    }

    private static Term characters(Node.Cast cast, Term text) {
        if (cast.modifiers().isEmpty()) {
            return text;
        }
        return Term.atom("left(" + text.sql() + ", " + cast.modifiers().get(0) + ")", Kind.TEXT, cast.place())
                .with(text.facts().comparison().map(Facts.NONE::with).orElse(Facts.NONE));
    }

    private static Term binary(Node.Cast cast, Term bytes) {
        if (!cast.modifiers().isEmpty()) {
            throw new NoCounterpartException(cast.place(), "PostgreSQL does not pad bytes to a length");
        }
        return bytes;
    }

    private static Term number(Term value, Translator translator) {
        return switch (value.kind()) {
            case JSON -> {
                translator.outcome().note("JSON that is no number is an error; MySQL takes the number it starts with");
                String sql = "CASE $1 WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE ($1 #>> '{}')::numeric END";
                yield Term.compound(sql.replace("$1", value.operand()), Kind.NUMERIC, value.place());
            }
            case TEXT ->
                Literals.numberInText(value).orElseGet(() -> {
                    translator.outcome().note(ERROR_ON_TEXT);
                    return value.cast("numeric", Kind.NUMERIC);
                });
            case NULL,
                    BOOLEAN,
                    INTEGER,
                    NUMERIC,
                    DOUBLE,
                    BYTES,
                    BITS,
                    DATE,
                    TIMESTAMP,
                    INSTANT,
                    TIME,
                    INTERVAL,
                    ENUM,
                    SET,
                    UUID -> translator.coercions().number(value);
        };
    }

    private static Term unsigned(Term value, Translator translator) {
        Term number = number(value, translator);
        if (number.kind() == Kind.NUMERIC || number.kind() == Kind.DOUBLE) {
            translator.outcome().note("a negative number stays negative; MySQL makes it positive, or refuses it");
            return Term.atom("round(" + number.sql() + ")::numeric(20,0)", Kind.NUMERIC, value.place())
                    .with(Facts.NONE.withScale(0).with(Sign.NOT_NEGATIVE));
        }
        boolean positive = number.facts().sign() == Sign.NOT_NEGATIVE;
        return positive || number.kind() == Kind.NULL
                ? number.cast("bigint", Kind.INTEGER)
                        .with(Facts.NONE.with(Width.WIDE).with(Sign.NOT_NEGATIVE))
                : BitOperators.unsigned(number);
    }

    private static Term decimal(Node.Cast cast, Term number) {
        int precision = cast.modifiers().isEmpty() ? 10 : cast.modifiers().get(0);
        int scale = cast.modifiers().size() < 2 ? 0 : cast.modifiers().get(1);
        return number.cast("numeric(" + precision + "," + scale + ")", Kind.NUMERIC)
                .with(Facts.NONE.withScale(scale).with(number.facts().sign()));
    }

    private static Term date(Term value, Translator translator) {
        if (value.kind() == Kind.TEXT && !value.literal()) {
            translator.outcome().varies(Volatility.STABLE);
            translator.outcome().note("a text that is no full date is an error");
            return value.cast("date", Kind.DATE);
        }
        return translator.coercions().date(value);
    }

    private static Term datetime(Node.Cast cast, Term value, Translator translator) {
        int digits = cast.modifiers().isEmpty() ? 0 : cast.modifiers().get(0);
        if (value.kind() == Kind.TEXT && !value.literal()) {
            translator.outcome().varies(Volatility.STABLE);
            translator.outcome().note("a text that is no full date and time is an error");
        }
        Term timestamp = value.kind() == Kind.TEXT && !value.literal()
                ? value
                : translator.coercions().timestamp(value);
        return timestamp.cast("timestamp(" + digits + ")", Kind.TIMESTAMP).with(Facts.NONE.withScale(digits));
    }

    private static Term json(Term value, Coercions to) {
        boolean document = value.kind() == Kind.TEXT || value.kind() == Kind.NULL;
        return document ? to.json(value) : to.jsonValue(value);
    }

    private static Term time(Node.Cast cast, Term value, Coercions to) {
        int digits = cast.modifiers().isEmpty() ? 0 : cast.modifiers().get(0);
        return switch (value.kind()) {
            case TIME, INTERVAL ->
                value.cast("interval(" + digits + ")", Kind.INTERVAL).with(Facts.NONE.withScale(digits));
            case TEXT ->
                Literals.textOf(value)
                        .flatMap(text ->
                                Temporals.interval(text, value.facts().literal().orElseThrow()))
                        .orElseThrow(() -> value.refused("a text that is no full time is used as a time"));
            case TIMESTAMP, INSTANT, DATE ->
                to.timestamp(value)
                        .cast("time(" + digits + ")", Kind.TIME)
                        .cast("interval", Kind.INTERVAL)
                        .with(Facts.NONE.withScale(digits));
            case NULL, BOOLEAN, INTEGER, NUMERIC, DOUBLE, BYTES, BITS, JSON, ENUM, SET, UUID ->
                throw value.refused(value.kind().words() + " is used as a time");
        };
    }
}
