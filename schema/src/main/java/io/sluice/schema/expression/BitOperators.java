package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Operators on bits: in MySQL their results are unsigned, of 64 bits. */
final class BitOperators {

    private static final String TWO_TO_64 = "18446744073709551616";

    private static final Map<String, String> IN_POSTGRESQL = Map.of("&", " & ", "|", " | ", "^", " # ");

    private BitOperators() {}

    static Term combined(Node.Call call, Translator translator) {
        Term left = bigint(call, 0, translator);
        Term right = bigint(call, 1, translator);
        boolean leftPositive = left.facts().sign() == Sign.NOT_NEGATIVE;
        boolean rightPositive = right.facts().sign() == Sign.NOT_NEGATIVE;
        Term result = Term.compound(
                left.operand() + IN_POSTGRESQL.get(call.name()) + right.operand(), Kind.INTEGER, call.place());
        boolean positive = call.name().equals("&") ? leftPositive || rightPositive : leftPositive && rightPositive;
        return positive ? result.with(Facts.NONE.with(Width.WIDE).with(Sign.NOT_NEGATIVE)) : unsigned(result);
    }

    static Term inverted(Node.Call call, Translator translator) {
        return unsigned(Term.compound("~" + bigint(call, 0, translator).operand(), Kind.INTEGER, call.place()));
    }

    static Term shifted(Node.Call call, Translator translator) {
        Term value = bigint(call, 0, translator);
        Term distance = translator.argument(call, 1);
        Optional<BigInteger> places = Literals.wholeOf(distance);
        boolean known =
                places.isPresent() && places.get().signum() >= 0 && places.get().bitLength() <= 6;
        if (!known || places.get().intValue() > 63) {
            throw distance.refused("a shift by other than 0 to 63 places means something else in PostgreSQL");
        }
        String sql = value.operand() + " " + call.name() + " " + distance.operand();
        Term shifted = Term.compound(sql, Kind.INTEGER, call.place());
        if (call.name().equals("<<")) {
            return unsigned(shifted);
        }
        if (value.facts().sign() == Sign.NOT_NEGATIVE) {
            return shifted.with(Facts.NONE.with(Width.WIDE).with(Sign.NOT_NEGATIVE));
        }
        BigInteger divisor = BigInteger.ONE.shiftLeft(places.get().intValue());
        return Term.atom("div(" + unsigned(value).sql() + ", " + divisor + ")", Kind.NUMERIC, call.place())
                .with(Facts.NONE.withScale(0).with(Sign.NOT_NEGATIVE));
    }

    /** A bigint's 64 bits as a number that is not negative. */
    static Term unsigned(Term bigint) {
        String sql = "mod(" + bigint.operand() + "::numeric + " + TWO_TO_64 + ", " + TWO_TO_64 + ")";
        return Term.atom(sql, Kind.NUMERIC, bigint.place())
                .with(Facts.NONE.withScale(0).with(Sign.NOT_NEGATIVE));
    }

    private static Term bigint(Node.Call call, int index, Translator translator) {
        Term number = translator.coercions().number(translator.argument(call, index));
        if (number.kind() != Kind.INTEGER && number.kind() != Kind.NULL) {
            throw number.refused("PostgreSQL has no operators on the bits of "
                    + number.kind().words());
        }
        return index == 0 ? wide(number, translator) : number;
    }

    private static Term wide(Term number, Translator translator) {
        boolean wide = number.facts().width() == Width.WIDE && !number.literal();
        return wide
                ? number
                : number.cast("bigint", Kind.INTEGER)
                        .with(translator.coercions().wide(number).facts().with(Width.WIDE));
    }
}
