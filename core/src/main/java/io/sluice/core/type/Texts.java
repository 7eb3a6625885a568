package io.sluice.core.type;

import io.sluice.core.mapping.UnmappableValueException;

/** Conversions of text and JSON, neither of which can hold a NUL character in PostgreSQL. */
final class Texts {

    private static final String ESCAPED_NUL = "\\u0000";

    private Texts() {}

    static ValueConversion text() {
        return Texts::withoutNul;
    }

    static ValueConversion json() {
        return value -> {
            String json = withoutNul(value);
            if (containsEscapedNul(json)) {
                throw new UnmappableValueException("the JSON holds \\u0000, which jsonb cannot; remove it in MySQL");
            }
            return json;
        };
    }

    /** Beside Avro's strings also numbers and the like: OTHER types are carried as whatever they print. */
    private static String withoutNul(Object value) {
        String text = value.toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new UnmappableValueException("the text holds a NUL character at position " + (nul + 1)
                    + ", which PostgreSQL's text cannot; remove it in MySQL");
        }
        return text;
    }

    /** An escape only if the backslashes before the u are odd in number: {@code \\u0000} is six plain characters. */
    private static boolean containsEscapedNul(String json) {
        for (int at = json.indexOf(ESCAPED_NUL); at >= 0; at = json.indexOf(ESCAPED_NUL, at + 1)) {
            int first = at;
            while (first > 0 && json.charAt(first - 1) == '\\') {
                first--;
            }
            if ((at - first) % 2 == 0) {
                return true;
            }
        }
        return false;
    }
}
