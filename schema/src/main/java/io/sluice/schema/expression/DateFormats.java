package io.sluice.schema.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DATE_FORMAT written out with {@code extract}: {@code to_char} would look up settings, and so be of no use to a generated
 * column.
 */
final class DateFormats {

    private static final String HOUR_OF_12 = "((extract(hour from $)::integer + 11) % 12 + 1)::text";
    private static final String MONTHS =
            "(ARRAY['January','February','March','April','May','June','July','August','September','October','November',"
                    + "'December'])[extract(month from $)::integer]";
    private static final String DAYS = "(ARRAY['Sunday','Monday','Tuesday','Wednesday','Thursday','Friday','Saturday'])"
            + "[extract(dow from $)::integer + 1]";
    private static final String SECONDS = padded("floor(extract(second from $))::integer", 2);
    private static final String HOUR = padded("extract(hour from $)", 2);
    private static final String MINUTE = padded("extract(minute from $)", 2);
    private static final String TIME = HOUR + " || ':' || " + MINUTE + " || ':' || " + SECONDS;
    private static final String HALF = "CASE WHEN extract(hour from $) < 12 THEN 'AM' ELSE 'PM' END";

    /** By MySQL's code; the value stands for {@code $}. Weeks are left out: their numbers depend on the mode. */
    private static final Map<Character, String> CODES = Map.ofEntries(
            Map.entry('Y', padded("extract(year from $)", 4)),
            Map.entry('y', "right(" + padded("extract(year from $)", 4) + ", 2)"),
            Map.entry('m', padded("extract(month from $)", 2)),
            Map.entry('c', "extract(month from $)::text"),
            Map.entry('d', padded("extract(day from $)", 2)),
            Map.entry('e', "extract(day from $)::text"),
            Map.entry('j', padded("extract(doy from $)", 3)),
            Map.entry('H', HOUR),
            Map.entry('k', "extract(hour from $)::text"),
            Map.entry('h', "lpad(" + HOUR_OF_12 + ", 2, '0')"),
            Map.entry('I', "lpad(" + HOUR_OF_12 + ", 2, '0')"),
            Map.entry('l', HOUR_OF_12),
            Map.entry('i', MINUTE),
            Map.entry('s', SECONDS),
            Map.entry('S', SECONDS),
            Map.entry('f', padded("(extract(microsecond from $)::bigint % 1000000)", 6)),
            Map.entry('p', "(" + HALF + ")"),
            Map.entry('T', TIME),
            Map.entry(
                    'r',
                    "lpad(" + HOUR_OF_12 + ", 2, '0') || ':' || " + MINUTE + " || ':' || " + SECONDS + " || ' ' || ("
                            + HALF + ")"),
            Map.entry('M', MONTHS),
            Map.entry('b', "left(" + MONTHS + ", 3)"),
            Map.entry('W', DAYS),
            Map.entry('a', "left(" + DAYS + ", 3)"),
            Map.entry('w', "extract(dow from $)::text"),
            Map.entry('v', padded("extract(week from $)", 2)),
            Map.entry('x', padded("extract(isoyear from $)", 4)));

    private DateFormats() {}

    /** A DATE or a TIMESTAMP as MySQL writes it. */
    static Term iso(Term term) {
        String format =
                switch (term.kind()) {
                    case DATE -> "%Y-%m-%d";
                    case TIMESTAMP ->
                        "%Y-%m-%d %T" + fraction(term.facts().scale().orElse(0));
                    case NULL,
                            BOOLEAN,
                            INTEGER,
                            NUMERIC,
                            DOUBLE,
                            TEXT,
                            BYTES,
                            BITS,
                            INSTANT,
                            TIME,
                            INTERVAL,
                            JSON,
                            ENUM,
                            SET,
                            UUID -> throw new IllegalStateException("no date: " + term);
                };
        return formatted(term, format);
    }

    private static String fraction(int digits) {
        return digits == 0 ? "" : ".%" + digits;
    }

    /** @throws NoCounterpartException at a code without a counterpart */
    static Term formatted(Term term, String format) {
        List<String> parts = new ArrayList<>();
        StringBuilder verbatim = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                verbatim.append(c);
                continue;
            }
            char code = format.charAt(++i);
            String sql = code >= '1' && code <= '6' ? firstDigits(code - '0') : CODES.get(code);
            if (sql != null) {
                flush(verbatim, parts, term);
                parts.add(sql.replace("$", term.operand()));
            } else if (Character.isLetter(code)) {
                throw term.refused("%" + code + " in its format has no counterpart that does not depend on settings");
            } else {
                verbatim.append(code);
            }
        }
        flush(verbatim, parts, term);
        if (parts.isEmpty()) {
            parts.add("''");
        }
        return new Term(String.join(" || ", parts), Kind.TEXT, Term.Shape.COMPOUND, Facts.NONE, term.place());
    }

    private static String firstDigits(int digits) {
        return "left(" + CODES.get('f') + ", " + digits + ")";
    }

    private static void flush(StringBuilder verbatim, List<String> parts, Term term) {
        if (!verbatim.isEmpty()) {
            parts.add(Literals.quoted(verbatim.toString(), term.place()));
            verbatim.setLength(0);
        }
    }

    private static String padded(String number, int digits) {
        return "lpad(" + number + "::text, " + digits + ", '0')";
    }
}
