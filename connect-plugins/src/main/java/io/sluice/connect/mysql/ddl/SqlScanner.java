package io.sluice.connect.mysql.ddl;

import io.sluice.connect.mysql.ddl.SqlToken.Kind;
import io.sluice.core.name.MySqlNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a statement apart as MySQL does, and writes it as a session with the default {@code sql_mode} would have to: names
 * in backticks, texts in single quotes, no comments. What is in {@code /*! … *}{@code /} MySQL executes, and it stays.
 */
final class SqlScanner {

    private final String sql;
    private final SqlMode mode;
    private final List<SqlToken> tokens = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;

    private SqlScanner(String sql, SqlMode mode) {
        this.sql = sql;
        this.mode = mode;
    }

    /** The parts of a statement; their places are those in {@code plain}. */
    record Scanned(String plain, List<SqlToken> tokens) {}

    static Scanned scan(String sql, SqlMode mode) {
        SqlScanner scanner = new SqlScanner(sql, mode);
        while (scanner.at < sql.length()) {
            scanner.next();
        }
        return new Scanned(scanner.plain.toString(), List.copyOf(scanner.tokens));
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            copy(1);
        } else if (startsComment()) {
            comment();
        } else if (c == '`' || (c == '"' && mode.ansiQuotes())) {
            name(c);
        } else if (c == '\'' || c == '"') {
            text(c);
        } else if (isPartOfWord(c)) {
            word();
        } else {
            token(Kind.SYMBOL, String.valueOf(c), String.valueOf(c));
            at++;
        }
    }

    private void copy(int length) {
        plain.append(sql, at, at + length);
        at += length;
    }

    private boolean startsComment() {
        return sql.startsWith("/*", at)
                || sql.startsWith("*/", at)
                || sql.charAt(at) == '#'
                || (sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' '));
    }

    private void comment() {
        if (sql.startsWith("/*!", at)) {
            int end = at + 3;
            while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
                end++;
            }
            copy(end - at);
        } else if (sql.startsWith("*/", at)) {
            copy(2);
        } else {
            String last = sql.startsWith("/*", at) ? "*/" : "\n";
            int end = sql.indexOf(last, at + last.length());
            at = end < 0 ? sql.length() : end + last.length();
            plain.append(' ');
        }
    }

    private void name(char quote) {
        String name = quoted(quote, false);
        token(Kind.NAME, name, MySqlNames.quote(name));
    }

    /** Texts in double quotes would be names to a parser that knows ANSI_QUOTES only. */
    private void text(char quote) {
        String content = quoted(quote, !mode.backslashIsPlain());
        String escaped = mode.backslashIsPlain() ? content.replace("\\", "\\\\") : content;
        token(Kind.TEXT, content, "'" + escaped.replace("'", "''") + "'");
    }

    /** What is between quotes; a quote that is there twice is one, and what follows a backslash stays as it is. */
    private String quoted(char quote, boolean escapes) {
        StringBuilder content = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (escapes && c == '\\' && at + 1 < sql.length()) {
                at++;
                // Quotes are written anew; nothing else is read.
                content.append(isQuote(sql.charAt(at)) ? "" : "\\").append(sql.charAt(at));
            } else if (c != quote) {
                content.append(c);
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                content.append(quote);
                at++;
            } else {
                at++;
                break;
            }
        }
        return content.toString();
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    private void word() {
        int start = at;
        while (at < sql.length() && isPartOfWord(sql.charAt(at))) {
            at++;
        }
        String word = sql.substring(start, at);
        token(Kind.WORD, word, word);
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= '\u0080';
    }

    private void token(Kind kind, String text, String written) {
        int start = plain.length();
        plain.append(written);
        tokens.add(new SqlToken(kind, start, plain.length(), text));
    }
}
