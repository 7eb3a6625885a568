package io.sluice.schema.expression;

import java.util.Map;

/** STR_TO_DATE. */
final class ParsedDates {

    private static final Map<Character, String> CODES = Map.of(
            'Y',
            "YYYY",
            'm',
            "MM",
            'c',
            "MM",
            'd',
            "DD",
            'e',
            "DD",
            'H',
            "HH24",
            'i',
            "MI",
            's',
            "SS",
            'f',
            "US",
            'T',
            "HH24:MI:SS");

    private static final String OF_TIME = "HisfT";

    private ParsedDates() {}

    static Term translate(Node.Call call, Translator translator) {
        Term text = translator.coercions().text(translator.argument(call, 0));
        Term format = translator.argument(call, 1);
        String pattern = Literals.textOf(format).orElseThrow(() -> format.refused("the format is no literal"));
        StringBuilder converted = new StringBuilder();
        boolean time = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length()) {
                char code = pattern.charAt(++i);
                String known = CODES.get(code);
                if (known == null) {
                    throw format.refused("%" + code + " in its format has no counterpart");
                }
                time |= OF_TIME.indexOf(code) >= 0;
                converted.append(known);
            } else if (Character.isLetter(c) || c == '"') {
                converted
                        .append('"')
                        .append(c == '"' ? "\\\"" : String.valueOf(c))
                        .append('"');
            } else {
                converted.append(c);
            }
        }
        translator.outcome().varies(Volatility.STABLE);
        translator.outcome().note("a text that does not fit the format is an error; in MySQL it gives NULL");
        String sql =
                "to_timestamp(" + text.sql() + ", " + Literals.quoted(converted.toString(), format.place()) + ")::";
        return time
                ? Term.atom(sql + "timestamp", Kind.TIMESTAMP, call.place()).with(Facts.NONE.withScale(6))
                : Term.atom(sql + "date", Kind.DATE, call.place());
    }
}
