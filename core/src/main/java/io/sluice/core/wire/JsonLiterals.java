package io.sluice.core.wire;

/** Text as a JSON string in the one form that RFC 8785 has for it. */
final class JsonLiterals {

    private static final char FIRST_PRINTABLE = 0x20;

    private JsonLiterals() {}

    static void append(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i), json);
        }
        json.append('"');
    }

    private static void append(char character, StringBuilder json) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\b' -> json.append("\\b");
            case '\t' -> json.append("\\t");
            case '\n' -> json.append("\\n");
            case '\f' -> json.append("\\f");
            case '\r' -> json.append("\\r");
            default -> {
                if (character >= FIRST_PRINTABLE) {
                    json.append(character);
                } else {
                    json.append("\\u00")
                            .append(Character.forDigit(character >> 4, 16))
                            .append(Character.forDigit(character & 0xf, 16));
                }
            }
        }
    }
}
