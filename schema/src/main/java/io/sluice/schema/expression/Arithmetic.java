package io.sluice.schema.expression;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.math.BigDecimal;

/**
 * Arithmetic. MySQL computes with integers of 64 bits, with decimals, or with floating-point numbers, and a division by
 * zero is NULL.
 */
final class Arithmetic {

    /** By so many digits a quotient has more than the dividend: MySQL's default of div_precision_increment. */
    private static final int DIVISION_DIGITS = 4;

    private static final int MAX_SCALE = 30;

    private record Operands(Term left, Term right) {

        boolean approximate() {
            return left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE;
        }

        boolean whole() {
            return left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER;
        }

        boolean notNegative() {
            return left.facts().sign() == Sign.NOT_NEGATIVE && right.facts().sign() == Sign.NOT_NEGATIVE;
        }
    }

    private Arithmetic() {}

    static Term added(Node.Call call, Translator translator) {
        Operands operands = operands(call, translator);
        boolean minus = call.name().equals("-");
        if (minus
                && operands.left().facts().sign() == Sign.NOT_NEGATIVE
                && !operands.left().literal()) {
            translator.outcome().note("where MySQL refuses an unsigned result below zero, PostgreSQL gives it");
        }
        int scale = Math.max(scale(operands.left()), scale(operands.right()));
        Sign sign = operands.notNegative() && !minus ? Sign.NOT_NEGATIVE : Sign.ANY;
        return result(operands, " " + call.name() + " ", scale, sign, call);
    }

    static Term multiplied(Node.Call call, Translator translator) {
        Operands operands = operands(call, translator);
        int scale = Math.min(MAX_SCALE, scale(operands.left()) + scale(operands.right()));
        return result(operands, " * ", scale, operands.notNegative() ? Sign.NOT_NEGATIVE : Sign.ANY, call);
    }

    static Term divided(Node.Call call, Translator translator) {
        Operands operands = operands(call, translator);
        if (operands.approximate()) {
            Term left = translator.coercions().doublePrecision(operands.left());
            return Term.compound(left.operand() + " / " + divisor(operands.right()), Kind.DOUBLE, call.place())
                    .with(Facts.NONE.with(Width.WIDE));
        }
        int scale = Math.min(MAX_SCALE, scale(operands.left()) + DIVISION_DIGITS);
        Term left = translator.coercions().numeric(operands.left());
        String quotient = left.operand() + " / " + divisor(operands.right());
        return Term.atom("round(" + quotient + ", " + scale + ")", Kind.NUMERIC, call.place())
                .with(Facts.NONE.withScale(scale).with(operands.notNegative() ? Sign.NOT_NEGATIVE : Sign.ANY));
    }

    static Term wholeDivided(Node.Call call, Translator translator) {
        Operands operands = operands(call, translator);
        Facts facts = Facts.NONE.with(Width.WIDE).with(operands.notNegative() ? Sign.NOT_NEGATIVE : Sign.ANY);
        String quotient = operands.left().operand() + " / " + divisor(operands.right());
        if (operands.whole()) {
            return Term.compound(quotient, Kind.INTEGER, call.place()).with(facts);
        }
        return Term.atom("trunc(" + quotient + ")::bigint", Kind.INTEGER, call.place())
                .with(facts);
    }

    static Term remainder(Node.Call call, Translator translator) {
        Operands operands = operands(call, translator);
        if (operands.approximate()) {
            throw new NoCounterpartException(call.place(), "PostgreSQL has no remainder of floating-point numbers");
        }
        int scale = Math.max(scale(operands.left()), scale(operands.right()));
        String sql = operands.left().operand() + " % " + divisor(operands.right());
        Kind kind = operands.whole() ? Kind.INTEGER : Kind.NUMERIC;
        return Term.compound(sql, kind, call.place())
                .with(Facts.NONE
                        .with(Width.WIDE)
                        .withScale(scale)
                        .with(operands.left().facts().sign()));
    }

    static Term negated(Node.Call call, Translator translator) {
        Term value = translator.coercions().number(translator.argument(call, 0));
        if (call.argument(0) instanceof Node.Numeral number && value.literal()) {
            return Literals.number("-" + number.digits(), new Node.Numeral("-" + number.digits(), call.place()));
        }
        Term wide = translator.coercions().wide(value);
        return Term.compound("-" + wide.operand(), wide.kind(), call.place())
                .with(wide.facts().with(Sign.ANY));
    }

    private static Operands operands(Node.Call call, Translator translator) {
        Term left = translator.coercions().number(translator.argument(call, 0));
        Term right = translator.coercions().number(translator.argument(call, 1));
        boolean narrow = left.facts().width() == Width.NARROW && right.facts().width() == Width.NARROW;
        boolean floats = left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE;
        if (narrow && !floats) {
            return left.literal()
                    ? new Operands(left, translator.coercions().wide(right))
                    : new Operands(translator.coercions().wide(left), right);
        }
        if (floats) {
            return new Operands(
                    translator.coercions().wide(left), translator.coercions().wide(right));
        }
        return new Operands(left, right);
    }

    private static Term result(Operands operands, String operator, int scale, Sign sign, Node.Call call) {
        String sql = operands.left().operand() + operator + operands.right().operand();
        Kind kind = operands.approximate() ? Kind.DOUBLE : operands.whole() ? Kind.INTEGER : Kind.NUMERIC;
        return Term.compound(sql, kind, call.place())
                .with(Facts.NONE.with(Width.WIDE).with(sign).withScale(scale));
    }

    private static String divisor(Term divisor) {
        boolean never =
                divisor.literal() && divisor.kind() != Kind.DOUBLE && new BigDecimal(divisor.sql()).signum() != 0;
        return never ? divisor.operand() : "nullif(" + divisor.sql() + ", 0)";
    }

    private static int scale(Term number) {
        return number.facts().scale().orElse(0);
    }
}
