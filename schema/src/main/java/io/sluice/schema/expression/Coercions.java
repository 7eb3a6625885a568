package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.util.List;
import java.util.Optional;

/** The conversions that MySQL makes by itself, written out, because PostgreSQL makes hardly any. */
final class Coercions {

    private final Outcome outcome;
    private final Zone zone;

    Coercions(Outcome outcome, Zone zone) {
        this.outcome = outcome;
        this.zone = zone;
    }

    /** What a WHERE takes: in MySQL any number will do. */
    Term condition(Term term) {
        Optional<Boolean> truth = Literals.truth(term);
        if (truth.isPresent()) {
            return Term.atom(truth.get().toString(), Kind.BOOLEAN, term.place());
        }
        return switch (term.kind()) {
            case BOOLEAN -> term;
            case NULL -> term.cast("boolean", Kind.BOOLEAN);
            case INTEGER, NUMERIC, DOUBLE, BITS ->
                Term.compound(number(term).operand() + " <> 0", Kind.BOOLEAN, term.place());
            case TEXT, BYTES, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is used as a condition");
        };
    }

    /** An INTEGER, NUMERIC or DOUBLE, or NULL. */
    Term number(Term term) {
        Facts facts = term.facts();
        return switch (term.kind()) {
            case INTEGER, NUMERIC, DOUBLE, NULL -> term;
            case BOOLEAN -> numberOfBoolean(term);
            case BITS -> term.cast("bigint", Kind.INTEGER).with(facts.with(Width.WIDE));
            case TEXT ->
                Literals.numberInText(term)
                        .orElseThrow(
                                () -> term.refused("a text is used as a number, and MySQL takes what it starts with"));
            case BYTES -> {
                if (facts.literal().orElse(null) instanceof Node.Bytes bytes) {
                    yield Literals.number(Literals.unsigned(bytes).toString(), bytes);
                }
                throw term.refused("bytes are used as a number");
            }
            case DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is used as a number");
        };
    }

    private static Term numberOfBoolean(Term term) {
        Optional<Boolean> truth = Literals.truth(term);
        if (truth.isPresent()) {
            return Literals.number(
                    truth.get() ? "1" : "0", term.facts().literal().orElseThrow());
        }
        return term.cast("integer", Kind.INTEGER).with(Facts.NONE.with(Sign.NOT_NEGATIVE));
    }

    /** A number that operators do not compute in a narrower type than MySQL does. */
    Term wide(Term term) {
        Term number = number(term);
        if (number.facts().width() == Width.WIDE || number.literal()) {
            return number;
        }
        return switch (number.kind()) {
            case INTEGER ->
                number.cast("bigint", Kind.INTEGER).with(number.facts().with(Width.WIDE));
            case DOUBLE ->
                number.cast("double precision", Kind.DOUBLE).with(number.facts().with(Width.WIDE));
            case NUMERIC, NULL -> number;
            case BOOLEAN, TEXT, BYTES, BITS, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw new IllegalStateException("no number: " + number);
        };
    }

    Term doublePrecision(Term term) {
        Term number = number(term);
        boolean there = number.kind() == Kind.DOUBLE && number.facts().width() == Width.WIDE;
        return there ? number : number.cast("double precision", Kind.DOUBLE).with(Facts.NONE.with(Width.WIDE));
    }

    Term numeric(Term term) {
        Term number = number(term);
        if (number.kind() == Kind.NUMERIC) {
            return number;
        }
        return number.cast("numeric", Kind.NUMERIC).with(number.facts().withScale(0));
    }

    /** Of PostgreSQL's type integer, which most functions take. */
    Term integer(Term term) {
        Term number = number(term);
        boolean narrow = number.kind() == Kind.INTEGER && number.facts().width() == Width.NARROW;
        return narrow || number.kind() == Kind.NULL
                ? number
                : number.cast("integer", Kind.INTEGER)
                        .with(Facts.NONE.with(number.facts().sign()));
    }

    Term text(Term term) {
        Facts bin = Facts.NONE.with(TextComparison.EXACT);
        return switch (term.kind()) {
            case TEXT -> searchable(term);
            case NULL -> term.cast("text", Kind.TEXT);
            case INTEGER, NUMERIC -> term.cast("text", Kind.TEXT);
            case BOOLEAN -> number(term).cast("text", Kind.TEXT);
            case DOUBLE -> {
                outcome.note("PostgreSQL writes very large and very small floating-point numbers in another form");
                yield term.cast("text", Kind.TEXT);
            }
            case DATE, TIMESTAMP -> DateFormats.iso(term);
            case INSTANT -> DateFormats.iso(timestamp(term));
            case ENUM -> {
                outcome.varies(Volatility.STABLE);
                yield term.cast("text", Kind.TEXT)
                        .with(Facts.NONE.with(term.facts().comparison().orElse(TextComparison.EXACT)));
            }
            case SET -> {
                outcome.varies(Volatility.STABLE);
                yield Term.atom("array_to_string(" + term.sql() + ", ',')", Kind.TEXT, term.place());
            }
            case JSON -> term.cast("text", Kind.TEXT).with(bin);
            case BYTES, BITS, TIME, INTERVAL, UUID ->
                throw term.refused(term.kind().words() + " is used as a text");
        };
    }

    /** Under a collation that ignores case, PostgreSQL compares texts, but does not search them. */
    private static Term searchable(Term text) {
        boolean ignoring = text.facts()
                .comparison()
                .filter(TextComparison.IGNORES_CASE::equals)
                .isPresent();
        return ignoring
                ? Term.compound(text.operand() + " COLLATE \"und-x-icu\"", Kind.TEXT, text.place())
                        .with(text.facts().with(TextComparison.IGNORES_CASE_IN_MYSQL))
                : text;
    }

    Term bytes(Term term) {
        if (term.kind() == Kind.BYTES || term.kind() == Kind.NULL) {
            return term;
        }
        Optional<String> literal = Literals.textOf(term);
        if (literal.isPresent()) {
            return Term.atom(Literals.bytesSql(Literals.utf8(literal.get())), Kind.BYTES, term.place());
        }
        // convert_to() would not be IMMUTABLE. With its backslashes doubled a text stands for its own bytes.
        return Term.atom("replace(" + text(term).sql() + ", '\\', '\\\\')::bytea", Kind.BYTES, term.place());
    }

    Term date(Term term) {
        return switch (term.kind()) {
            case DATE, NULL -> term;
            case TIMESTAMP -> term.cast("date", Kind.DATE);
            case INSTANT -> timestamp(term).cast("date", Kind.DATE);
            case TEXT ->
                Literals.textOf(term)
                        .flatMap(text ->
                                Temporals.date(text, term.facts().literal().orElseThrow()))
                        .orElseThrow(() -> term.refused("a text that is no literal of a full date is used as a date"));
            case BOOLEAN, INTEGER, NUMERIC, DOUBLE, BYTES, BITS, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is used as a date");
        };
    }

    Term timestamp(Term term) {
        return switch (term.kind()) {
            case TIMESTAMP, NULL -> term;
            case DATE -> term.cast("timestamp", Kind.TIMESTAMP).with(Facts.NONE.withScale(0));
            case INSTANT -> local(term);
            case TEXT ->
                Literals.textOf(term)
                        .flatMap(text ->
                                Temporals.timestamp(text, term.facts().literal().orElseThrow()))
                        .orElseThrow(
                                () -> term.refused("a text that is no literal of a full date and time is used as one"));
            case BOOLEAN, INTEGER, NUMERIC, DOUBLE, BYTES, BITS, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is used as a date and time");
        };
    }

    private Term local(Term instant) {
        return switch (zone) {
            case UTC -> {
                outcome.note("it reads a TIMESTAMP in UTC, and MySQL in the session's time zone");
                yield Term.compound(instant.operand() + " AT TIME ZONE 'UTC'", Kind.TIMESTAMP, instant.place())
                        .with(instant.facts());
            }
            case SESSION -> {
                outcome.varies(Volatility.STABLE);
                yield instant.cast("timestamp", Kind.TIMESTAMP).with(instant.facts());
            }
        };
    }

    Term json(Term term) {
        return switch (term.kind()) {
            case JSON -> term;
            case NULL -> term.cast("jsonb", Kind.JSON);
            case TEXT -> term.cast("jsonb", Kind.JSON);
            case BOOLEAN,
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
                    UUID -> throw term.refused(term.kind().words() + " is used as a JSON document");
        };
    }

    /** A value put into a JSON document, where a text is a string and no document. */
    Term jsonValue(Term term) {
        return switch (term.kind()) {
            case JSON -> term;
            case NULL -> Term.atom("'null'::jsonb", Kind.JSON, term.place());
            case BOOLEAN -> built(term, term.literal() ? "" : "::integer");
            case TEXT, ENUM -> built(text(term), "::text");
            case INTEGER, NUMERIC, DOUBLE -> built(term, "");
            case BYTES, BITS, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, SET, UUID ->
                throw term.refused(term.kind().words() + " is put into a JSON document");
        };
    }

    private Term built(Term value, String cast) {
        Optional<String> text = Literals.textOf(value);
        if (text.isPresent()) {
            String quoted = Literals.quoted(JsonPaths.quoted(text.get()), value.place());
            return Term.atom(quoted + "::jsonb", Kind.JSON, value.place());
        }
        if (value.literal() && value.kind() != Kind.DOUBLE) {
            return Term.atom("'" + value.sql() + "'::jsonb", Kind.JSON, value.place());
        }
        outcome.varies(Volatility.STABLE);
        return Term.atom("to_jsonb(" + value.operand() + cast + ")", Kind.JSON, value.place());
    }

    List<Term> texts(List<Term> terms) {
        return terms.stream().map(this::text).toList();
    }
}
