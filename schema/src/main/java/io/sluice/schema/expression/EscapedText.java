package io.sluice.schema.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes what information_schema does to expressions as a whole: it escapes some of them, so that {@code
 * _utf8mb4\'it\\\'s\'} stands for {@code _utf8mb4'it\'s'}, and it takes the bytes of their UTF-8 for Latin-1.
 */
final class EscapedText {

    private EscapedText() {}

    /** The text itself if it is not escaped. */
    static String plain(String text) {
        String decoded = decoded(text);
        return isEscaped(decoded) ? unescaped(decoded) : decoded;
    }

    /** What was rightly read is hardly ever valid UTF-8 when it is taken for bytes, and then stays as it is. */
    private static String decoded(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= 0xFF) && text.chars().anyMatch(c -> c > 0x7F);
        if (!bytes) {
            return text;
        }
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** Outside of quotes no MySQL expression has a backslash. */
    private static boolean isEscaped(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0) {
                if (c == '\\') {
                    return true;
                }
                quote = c == '`' || c == '\'' || c == '"' ? c : 0;
            } else if (c == '\\' && quote != '`') {
                i++;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return false;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 1 < text.length() ? meant(text.charAt(++i)) : c);
        }
        return plain.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'Z' -> '\u001a';
            default -> escaped;
        };
    }
}
