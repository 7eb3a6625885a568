package io.sluice.schema.expression;

import static io.sluice.schema.expression.FunctionRule.Parameter.BYTES;
import static io.sluice.schema.expression.FunctionRule.Parameter.INTEGER;
import static io.sluice.schema.expression.FunctionRule.Parameter.TEXT;
import static io.sluice.schema.expression.FunctionRule.noted;
import static io.sluice.schema.expression.FunctionRule.rule;
import static io.sluice.schema.expression.FunctionRule.varying;

import java.util.Map;

/** Functions of texts that a template will do for. */
final class TextRules {

    private static final String CASE = "letters change case by PostgreSQL's locale";

    static final Map<String, FunctionTranslation> ALL = Map.ofEntries(
            noted(CASE, "upper", Kind.TEXT, "upper($1)", TEXT),
            noted(CASE, "ucase", Kind.TEXT, "upper($1)", TEXT),
            noted(CASE, "lower", Kind.TEXT, "lower($1)", TEXT),
            noted(CASE, "lcase", Kind.TEXT, "lower($1)", TEXT),
            rule("char_length", Kind.INTEGER, "char_length($1)", TEXT),
            rule("character_length", Kind.INTEGER, "char_length($1)", TEXT),
            rule("ltrim", Kind.TEXT, "ltrim($1)", TEXT),
            rule("rtrim", Kind.TEXT, "rtrim($1)", TEXT),
            rule("replace", Kind.TEXT, "replace($1, $2, $3)", TEXT, TEXT, TEXT),
            rule("reverse", Kind.TEXT, "reverse($1)", TEXT),
            rule("repeat", Kind.TEXT, "repeat($1, $2)", TEXT, INTEGER),
            rule("space", Kind.TEXT, "repeat(' ', $1)", INTEGER),
            noted(
                    "of a letter beyond ASCII it gives the code point, MySQL its first byte",
                    "ascii",
                    Kind.INTEGER,
                    "ascii($1)",
                    TEXT),
            rule("md5", Kind.TEXT, "md5($1)", BYTES),
            rule("to_base64", Kind.TEXT, "encode($1, 'base64')", BYTES),
            rule("from_base64", Kind.BYTES, "decode($1, 'base64')", TEXT),
            noted(
                    "a text that is no hexadecimal number is an error; in MySQL it gives NULL",
                    "unhex",
                    Kind.BYTES,
                    "decode($1, 'hex')",
                    TEXT),
            noted(
                    "a text that is no address is an error; in MySQL it gives NULL",
                    "inet_aton",
                    Kind.INTEGER,
                    "($1::inet - '0.0.0.0'::inet)",
                    TEXT),
            rule("inet_ntoa", Kind.TEXT, "host('0.0.0.0'::inet + $1)", FunctionRule.Parameter.WIDE),
            varying(Volatility.VOLATILE, "uuid", Kind.TEXT, "gen_random_uuid()::text"),
            noted("a text that is no UUID is an error", "uuid_to_bin", Kind.BYTES, "uuid_send($1::uuid)", TEXT),
            rule("bin_to_uuid", Kind.TEXT, "encode($1, 'hex')::uuid::text", BYTES));

    private TextRules() {}
}
