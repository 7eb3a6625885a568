package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Literals as PostgreSQL writes them. */
final class Literals {

    private static final BigInteger MAX_BIGINT = BigInteger.valueOf(Long.MAX_VALUE);

    private Literals() {}

    static Term number(Node.Numeral number) {
        return number(number.digits(), number);
    }

    /** @param origin what the number was written as */
    static Term number(String digits, Node origin) {
        Place place = origin.place();
        boolean approximate = digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        if (approximate) {
            // Without the cast it would be a numeric.
            return Term.atom("'" + digits + "'::double precision", Kind.DOUBLE, place)
                    .with(Facts.NONE.with(Width.WIDE).with(origin));
        }
        BigDecimal value = new BigDecimal(digits);
        Facts facts = Facts.NONE.with(origin).with(value.signum() < 0 ? Sign.ANY : Sign.NOT_NEGATIVE);
        Term.Shape shape = value.signum() < 0 ? Term.Shape.COMPOUND : Term.Shape.ATOM;
        if (digits.indexOf('.') < 0 && value.toBigInteger().abs().compareTo(MAX_BIGINT) <= 0) {
            return new Term(value.toBigInteger().toString(), Kind.INTEGER, shape, facts, place);
        }
        return new Term(value.toPlainString(), Kind.NUMERIC, shape, facts.withScale(Math.max(0, value.scale())), place);
    }

    static Term text(Node.Text text) {
        return Term.atom(quoted(text.value(), text.place()), Kind.TEXT, text.place())
                .with(Facts.NONE.with(text));
    }

    static String quoted(String value, Place place) {
        if (value.indexOf('\0') >= 0) {
            throw new NoCounterpartException(place, "no text of PostgreSQL can hold a NUL character");
        }
        return Identifiers.literal(value);
    }

    static Term bytes(Node.Bytes bytes) {
        return Term.atom(bytesSql(raw(bytes)), Kind.BYTES, bytes.place()).with(Facts.NONE.with(bytes));
    }

    static String bytesSql(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }

    static byte[] raw(Node.Bytes bytes) {
        byte[] raw = new byte[bytes.value().size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = bytes.value().get(i);
        }
        return raw;
    }

    static BigInteger unsigned(Node.Bytes bytes) {
        return new BigInteger(1, raw(bytes));
    }

    static Term bool(Node.Bool bool) {
        return Term.atom(bool.value() ? "true" : "false", Kind.BOOLEAN, bool.place())
                .with(Facts.NONE.with(bool));
    }

    static Term temporal(Node.Temporal temporal) {
        Optional<Term> term =
                switch (temporal.keyword()) {
                    case "DATE" -> Temporals.date(temporal.text(), temporal);
                    case "TIMESTAMP" -> Temporals.timestamp(temporal.text(), temporal);
                    case "TIME" -> Temporals.interval(temporal.text(), temporal);
                    default -> Optional.empty();
                };
        return term.orElseThrow(
                () -> new NoCounterpartException(temporal.place(), "PostgreSQL has no such date or time"));
    }

    /** 0 or 1 as a truth value; empty for any other literal, and for what is none. */
    static Optional<Boolean> truth(Term term) {
        Optional<Node> literal = term.facts().literal();
        if (literal.isPresent() && literal.get() instanceof Node.Bool bool) {
            return Optional.of(bool.value());
        }
        return switch (term.sql()) {
            case "0" -> Optional.of(false);
            case "1" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /** A text literal as the number that it is written as; empty if it is none, as MySQL would only guess then. */
    static Optional<Term> numberInText(Term term) {
        if (term.facts().literal().orElse(null) instanceof Node.Text text) {
            try {
                BigDecimal value = new BigDecimal(text.value().strip());
                String digits = value.scale() < 0 ? value.toPlainString() : value.toString();
                return Optional.of(number(digits, text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static Optional<String> textOf(Term term) {
        return term.facts().literal().orElse(null) instanceof Node.Text text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    static Optional<BigInteger> wholeOf(Term term) {
        boolean number = term.literal() && term.kind() == Kind.INTEGER;
        return number ? Optional.of(new BigInteger(term.sql())) : Optional.empty();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An array of what a SET's text names; without a type, so that it is of texts or of an enumerated type. */
    static String array(List<String> members, Place place) {
        List<String> quoted = members.stream()
                .map(member -> '"' + member.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        return quoted("{" + String.join(",", quoted) + "}", place);
    }
}
