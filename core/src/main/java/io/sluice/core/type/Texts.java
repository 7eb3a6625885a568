package io.sluice.core.type;

import io.sluice.core.charset.UndecodableText;
import io.sluice.core.policy.InvalidBytes;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.util.function.Supplier;

/** Conversions of text and JSON, neither of which can hold a NUL character in PostgreSQL. */
final class Texts {

    private static final String NUL = "\0";
    private static final String ESCAPED_NUL = "\\u0000";
    private static final String REPLACEMENT = "\ufffd";

    private Texts() {}

    /** Beside Avro's strings also numbers and the like: OTHER types are carried as whatever they print. */
    static ValueConversion text() {
        return value -> {
            String text = value.toString();
            return text.indexOf('\0') < 0 ? text : withNul(text);
        };
    }

    static ValueConversion json() {
        return value -> {
            String json = value.toString();
            if (containsEscapedNul(json)) {
                throw awkward(
                        "the JSON holds \\u0000, which jsonb cannot; remove it in MySQL",
                        () -> withoutEscapedNul(json, ""),
                        () -> withoutEscapedNul(json, REPLACEMENT));
            }
            return json;
        };
    }

    /** A text as it was before it was sent; bytes that are none come in no other form. */
    static String decoded(String received) {
        if (UndecodableText.isOne(received)) {
            throw undecodable(received);
        }
        return UndecodableText.unescaped(received);
    }

    private static String withNul(String received) {
        String text = decoded(received);
        throw awkward(
                "the text holds a NUL character at position " + (text.indexOf('\0') + 1)
                        + ", which PostgreSQL's text cannot; remove it in MySQL",
                () -> text.replace(NUL, ""),
                () -> text.replace(NUL, REPLACEMENT));
    }

    private static UnmappableValueException undecodable(String received) {
        return new UnmappableValueException(
                Policy.INVALID_BYTES,
                "the bytes \\x" + UndecodableText.hex(received) + " are no text in the column's character set",
                choice -> switch ((InvalidBytes) choice) {
                    case DEAD_LETTER -> Remedy.setAside();
                    case REPLACE -> new Remedy.Instead(UndecodableText.readable(received));
                    case FAIL -> Remedy.stop();
                });
    }

    private static UnmappableValueException awkward(
            String message, Supplier<String> stripped, Supplier<String> replaced) {
        return new UnmappableValueException(Policy.NUL_CHARACTERS, message, choice -> switch ((NulCharacters) choice) {
            // A column of bytes has no such trouble; one whose type is not text or JSON is none.
            case DEAD_LETTER, BYTEA -> Remedy.setAside();
            case STRIP -> new Remedy.Instead(stripped.get());
            case REPLACE -> new Remedy.Instead(replaced.get());
            case FAIL -> Remedy.stop();
        });
    }

    private static boolean containsEscapedNul(String json) {
        for (int at = json.indexOf(ESCAPED_NUL); at >= 0; at = json.indexOf(ESCAPED_NUL, at + 1)) {
            if (isEscape(json, at)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutEscapedNul(String json, String instead) {
        StringBuilder text = new StringBuilder(json.length());
        int done = 0;
        for (int at = json.indexOf(ESCAPED_NUL); at >= 0; at = json.indexOf(ESCAPED_NUL, at + 1)) {
            if (isEscape(json, at)) {
                text.append(json, done, at).append(instead);
                done = at + ESCAPED_NUL.length();
            }
        }
        return text.append(json, done, json.length()).toString();
    }

    /** An escape only if the backslashes before the u are odd in number: {@code \\u0000} is six plain characters. */
    private static boolean isEscape(String json, int at) {
        int first = at;
        while (first > 0 && json.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 0;
    }
}
