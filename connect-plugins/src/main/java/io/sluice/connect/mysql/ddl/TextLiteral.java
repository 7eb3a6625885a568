package io.sluice.connect.mysql.ddl;

/** Texts in quotes. */
final class TextLiteral {

    private TextLiteral() {}

    /** What a text stands for whose quotes are gone, and whose backslashes are as they were written. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                plain.append(escaped(text.charAt(++i)));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
