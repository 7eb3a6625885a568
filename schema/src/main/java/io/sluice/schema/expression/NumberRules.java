package io.sluice.schema.expression;

import static io.sluice.schema.expression.FunctionRule.Parameter.DOUBLE;
import static io.sluice.schema.expression.FunctionRule.rule;
import static io.sluice.schema.expression.FunctionRule.varying;

import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Functions of numbers. Where MySQL gives NULL for what has no result, PostgreSQL would refuse. */
final class NumberRules {

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            Map.entry("abs/1", NumberRules::abs),
            Map.entry("ceil/1", NumberRules::whole),
            Map.entry("ceiling/1", NumberRules::whole),
            Map.entry("floor/1", NumberRules::whole),
            Map.entry("round/1", NumberRules::rounded),
            Map.entry("round/2", NumberRules::rounded),
            Map.entry("truncate/2", NumberRules::rounded),
            Map.entry("format/2", NumberRules::formatted),
            Map.entry("sign/1", NumberRules::sign),
            Map.entry("bit_count/1", NumberRules::bitCount),
            rule("pow", Kind.DOUBLE, "power($1, $2)", DOUBLE, DOUBLE),
            rule("power", Kind.DOUBLE, "power($1, $2)", DOUBLE, DOUBLE),
            rule("exp", Kind.DOUBLE, "exp($1)", DOUBLE),
            rule("sqrt", Kind.DOUBLE, "CASE WHEN $1 >= 0 THEN sqrt($1) END", DOUBLE),
            rule("ln", Kind.DOUBLE, "CASE WHEN $1 > 0 THEN ln($1) END", DOUBLE),
            rule("log", Kind.DOUBLE, "CASE WHEN $1 > 0 THEN ln($1) END", DOUBLE),
            rule(
                    "log",
                    Kind.DOUBLE,
                    "CASE WHEN $1 > 0 AND $2 > 0 AND $1 <> 1 THEN ln($2) / ln($1) END",
                    DOUBLE,
                    DOUBLE),
            rule("log2", Kind.DOUBLE, "CASE WHEN $1 > 0 THEN ln($1) / ln(2::double precision) END", DOUBLE),
            rule("log10", Kind.DOUBLE, "CASE WHEN $1 > 0 THEN log($1) END", DOUBLE),
            rule("sin", Kind.DOUBLE, "sin($1)", DOUBLE),
            rule("cos", Kind.DOUBLE, "cos($1)", DOUBLE),
            rule("tan", Kind.DOUBLE, "tan($1)", DOUBLE),
            rule("atan", Kind.DOUBLE, "atan($1)", DOUBLE),
            rule("atan", Kind.DOUBLE, "atan2($1, $2)", DOUBLE, DOUBLE),
            rule("atan2", Kind.DOUBLE, "atan2($1, $2)", DOUBLE, DOUBLE),
            rule("asin", Kind.DOUBLE, "CASE WHEN $1 BETWEEN -1 AND 1 THEN asin($1) END", DOUBLE),
            rule("acos", Kind.DOUBLE, "CASE WHEN $1 BETWEEN -1 AND 1 THEN acos($1) END", DOUBLE),
            rule("degrees", Kind.DOUBLE, "degrees($1)", DOUBLE),
            rule("radians", Kind.DOUBLE, "radians($1)", DOUBLE),
            rule("pi", Kind.DOUBLE, "pi()"),
            varying(Volatility.VOLATILE, "rand", Kind.DOUBLE, "random()"));

    private static final int MAX_SHOWN_DIGITS = 20;
    private static final int MAX_SHOWN_GROUPS = 15;

    private NumberRules() {}

    private static Term abs(Node.Call call, Translator translator) {
        Term number = translator.coercions().wide(translator.argument(call, 0));
        return Term.atom("abs(" + number.sql() + ")", number.kind(), call.place())
                .with(number.facts().with(Sign.NOT_NEGATIVE));
    }

    private static Term whole(Node.Call call, Translator translator) {
        Term number = translator.coercions().number(translator.argument(call, 0));
        if (number.kind() == Kind.INTEGER) {
            return number;
        }
        String name = call.name().equals("floor") ? "floor" : "ceil";
        Facts facts =
                Facts.NONE.with(Width.WIDE).withScale(0).with(number.facts().sign());
        return Term.atom(name + "(" + number.sql() + ")", number.kind(), call.place())
                .with(facts);
    }

    private static Term rounded(Node.Call call, Translator translator) {
        Term number = translator.coercions().number(translator.argument(call, 0));
        String name = call.name().equals("round") ? "round" : "trunc";
        int digits = call.arguments().size() == 1 ? 0 : digits(translator.argument(call, 1));
        if (number.kind() == Kind.INTEGER && digits >= 0) {
            return number;
        }
        if (number.kind() == Kind.DOUBLE && digits == 0) {
            return Term.atom(name + "(" + translator.coercions().wide(number).sql() + ")", Kind.DOUBLE, call.place())
                    .with(Facts.NONE.with(Width.WIDE));
        }
        String decimal = translator.coercions().numeric(number).sql();
        Term result = Term.atom(name + "(" + decimal + ", " + digits + ")", Kind.NUMERIC, call.place())
                .with(Facts.NONE
                        .withScale(Math.max(0, digits))
                        .with(number.facts().sign()));
        if (number.kind() == Kind.DOUBLE) {
            translator.outcome().note("a floating-point number is rounded as the decimal that it is written as");
            return result.cast("double precision", Kind.DOUBLE).with(Facts.NONE.with(Width.WIDE));
        }
        return result;
    }

    private static Term formatted(Node.Call call, Translator translator) {
        Term number = translator.coercions().numeric(translator.argument(call, 0));
        int digits = digits(translator.argument(call, 1));
        if (digits < 0 || digits > MAX_SHOWN_DIGITS) {
            throw translator.argument(call, 1).refused("so many digits are not shown");
        }
        String fraction = digits == 0 ? "" : "." + "0".repeat(digits);
        String pattern = "FM" + "999,".repeat(MAX_SHOWN_GROUPS) + "990" + fraction;
        translator.outcome().varies(Volatility.STABLE);
        String sql = "to_char(round(" + number.sql() + ", " + digits + "), '" + pattern + "')";
        return Term.atom(sql, Kind.TEXT, call.place());
    }

    private static int digits(Term term) {
        Optional<BigInteger> digits = Literals.wholeOf(term);
        return digits.filter(value -> value.bitLength() < 8)
                .orElseThrow(() -> term.refused("the number of digits is no literal"))
                .intValue();
    }

    private static Term sign(Node.Call call, Translator translator) {
        Term number = translator.coercions().number(translator.argument(call, 0));
        return Term.atom("sign(" + number.sql() + ")::integer", Kind.INTEGER, call.place());
    }

    private static Term bitCount(Node.Call call, Translator translator) {
        Term number = translator.coercions().number(translator.argument(call, 0));
        if (number.kind() != Kind.INTEGER) {
            throw number.refused("PostgreSQL has no operators on the bits of "
                    + number.kind().words());
        }
        String bits = number.operand() + "::bigint::bit(64)";
        return Term.atom("bit_count(" + bits + ")::integer", Kind.INTEGER, call.place())
                .with(Facts.NONE.with(Sign.NOT_NEGATIVE));
    }
}
