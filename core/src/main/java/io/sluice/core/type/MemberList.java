package io.sluice.core.type;

import java.util.ArrayList;
import java.util.List;

/** Reads the labels of ENUM and SET in the forms in which they are written down. */
final class MemberList {

    private MemberList() {}

    /** {@code a,b\,c}: joined by commas, a backslash before what is meant literally. */
    static List<String> ofDebezium(String allowed) {
        List<String> members = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        for (int i = 0; i < allowed.length(); i++) {
            char c = allowed.charAt(i);
            if (c == '\\' && i + 1 < allowed.length() && isEscapable(allowed.charAt(i + 1))) {
                member.append(allowed.charAt(++i));
            } else if (c == ',') {
                members.add(member.toString());
                member.setLength(0);
            } else {
                member.append(c);
            }
        }
        members.add(member.toString());
        return members;
    }

    private static boolean isEscapable(char c) {
        return c == ',' || c == '\\';
    }

    /** {@code 'a','it''s'}: the literals between the parentheses of a declaration. */
    static List<String> ofLiterals(String text) {
        List<String> members = new ArrayList<>();
        int at = text.indexOf('\'');
        while (at >= 0) {
            StringBuilder member = new StringBuilder();
            at = readLiteral(text, at + 1, member);
            members.add(member.toString());
            at = text.indexOf('\'', at);
        }
        return members;
    }

    /** Reads to the closing quote and returns the position after it. */
    private static int readLiteral(String text, int start, StringBuilder member) {
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i++);
            boolean more = i < text.length();
            if (c == '\\' && more) {
                member.append(unescaped(text.charAt(i++)));
            } else if (c == '\'' && more && text.charAt(i) == '\'') {
                member.append('\'');
                i++;
            } else if (c == '\'') {
                return i;
            } else {
                member.append(c);
            }
        }
        return i;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
