package io.sluice.schema.expression;

import io.sluice.core.type.PgType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Makes a result one that can be assigned to a column. */
final class Results {

    private static final String NOW = "LOCALTIMESTAMP(";

    private Results() {}

    static Term of(Term term, PgType wanted, Translator translator) {
        if (term.kind() == Kind.NULL) {
            return term;
        }
        if (wanted instanceof PgType.EnumType type) {
            return label(term, type, translator);
        }
        if (wanted instanceof PgType.ArrayOf) {
            return members(term);
        }
        return wanted instanceof PgType.Scalar scalar
                ? scalar(term, scalar, translator)
                : translator.coercions().text(term);
    }

    private static Term scalar(Term term, PgType.Scalar wanted, Translator translator) {
        Coercions to = translator.coercions();
        return switch (wanted.base()) {
            case BOOLEAN -> to.condition(term);
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE_PRECISION -> number(term, wanted, translator);
            case TEXT, VARCHAR, CHAR -> to.text(term);
            case BYTEA -> to.bytes(term);
            case DATE -> now(term) ? Term.atom("CURRENT_DATE", Kind.DATE, term.place()) : to.date(term);
            case TIMESTAMP -> now(term) ? currentTimestamp(term) : to.timestamp(term);
            case TIMESTAMPTZ -> instant(term, translator);
            case INTERVAL -> span(term);
            case TIME -> span(term).cast("time", Kind.TIME);
            case JSON -> to.json(term).cast("json", Kind.JSON);
            case JSONB -> to.json(term);
            case BIT, VARBIT -> bits(term, wanted);
            case UUID -> uuid(term);
            case INET -> throw term.refused(term.kind().words() + " is used as a network address");
        };
    }

    private static Term number(Term term, PgType.Scalar wanted, Translator translator) {
        if (term.kind() == Kind.TEXT && !term.literal()) {
            translator.outcome().note("a text that is no number is an error");
            return term.cast(wanted.sql(), Kind.NUMERIC);
        }
        if (term.kind() == Kind.JSON) {
            translator.outcome().note("JSON that is no number is an error");
            return Term.atom("(" + term.operand() + " #>> '{}')::" + wanted.sql(), Kind.NUMERIC, term.place());
        }
        return translator.coercions().number(term);
    }

    private static boolean now(Term term) {
        return term.sql().startsWith(NOW)
                && term.sql().indexOf(')') == term.sql().length() - 1;
    }

    /** Of both types: PostgreSQL drops the time zone where the column has none. */
    private static Term currentTimestamp(Term now) {
        int digits = now.facts().scale().orElse(0);
        String sql = digits == 0 ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + digits + ")";
        return Term.atom(sql, Kind.INSTANT, now.place());
    }

    private static Term instant(Term term, Translator translator) {
        if (now(term)) {
            return currentTimestamp(term);
        }
        if (term.kind() == Kind.INSTANT) {
            return term;
        }
        Term timestamp = translator.coercions().timestamp(term);
        if (translator.outcome().volatility() == Volatility.IMMUTABLE) {
            translator.outcome().note("the time is taken for UTC; MySQL takes the session's time zone");
            return Term.compound(timestamp.operand() + " AT TIME ZONE 'UTC'", Kind.INSTANT, term.place());
        }
        return timestamp;
    }

    private static Term span(Term term) {
        if (term.kind() == Kind.INTERVAL) {
            return term;
        }
        if (term.kind() == Kind.TIME) {
            return term.cast("interval", Kind.INTERVAL);
        }
        return Literals.textOf(term)
                .flatMap(text -> Temporals.interval(text, term.facts().literal().orElseThrow()))
                .orElseThrow(() -> term.refused(term.kind().words() + " is used as a time"));
    }

    private static Term bits(Term term, PgType.Scalar wanted) {
        int length = wanted.modifiers().isEmpty() ? 1 : wanted.modifiers().get(0);
        Optional<BigInteger> literal = term.facts().literal().orElse(null) instanceof Node.Bytes bytes
                ? Optional.of(Literals.unsigned(bytes))
                : Literals.wholeOf(term);
        if (literal.isPresent() && literal.get().bitLength() <= length) {
            String digits = literal.get().toString(2);
            return Term.atom("B'" + "0".repeat(length - digits.length()) + digits + "'", Kind.BITS, term.place());
        }
        return switch (term.kind()) {
            case BITS -> term;
            case INTEGER, BOOLEAN ->
                (term.kind() == Kind.BOOLEAN ? term.cast("integer", Kind.INTEGER) : term)
                        .cast("bit(" + length + ")", Kind.BITS);
            case NULL, NUMERIC, DOUBLE, TEXT, BYTES, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                throw term.refused(term.kind().words() + " is used as bits");
        };
    }

    private static Term uuid(Term term) {
        return switch (term.kind()) {
            case UUID -> term;
            case TEXT -> term.cast("uuid", Kind.UUID);
            case BYTES -> Term.atom("encode(" + term.sql() + ", 'hex')::uuid", Kind.UUID, term.place());
            case NULL,
                    BOOLEAN,
                    INTEGER,
                    NUMERIC,
                    DOUBLE,
                    BITS,
                    DATE,
                    TIMESTAMP,
                    INSTANT,
                    TIME,
                    INTERVAL,
                    JSON,
                    ENUM,
                    SET -> throw term.refused(term.kind().words() + " is used as a UUID");
        };
    }

    private static Term label(Term term, PgType.EnumType wanted, Translator translator) {
        Optional<String> literal = Literals.textOf(term);
        if (literal.isPresent()) {
            if (!wanted.labels().contains(literal.get())) {
                throw term.refused("it is not among the labels of the column");
            }
            return Term.atom(term.sql(), Kind.ENUM, term.place());
        }
        translator.outcome().varies(Volatility.STABLE);
        return translator.coercions().text(term).cast(wanted.sql(), Kind.ENUM);
    }

    private static Term members(Term term) {
        if (term.kind() == Kind.SET) {
            return term;
        }
        String text =
                Literals.textOf(term).orElseThrow(() -> term.refused(term.kind().words() + " is used as a SET"));
        List<String> members = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        return Term.atom(Literals.array(members, term.place()), Kind.SET, term.place());
    }
}
