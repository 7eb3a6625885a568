package io.sluice.e2e.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A script for one database, in parts that begin with {@code -- @before}, {@code -- @stream}, {@code -- @restarted} and
 * {@code -- @same}: what is there when the pipeline starts, what is done while it streams, and while it streams after a
 * restart, and the queries that MySQL and PostgreSQL have to answer alike. Without such queries all tables have to be equal.
 */
record CaseScript(String database, Map<Part, List<String>> statements) {

    enum Part {
        BEFORE,
        STREAM,
        RESTARTED,
        SAME
    }

    private static final String PART = "-- @";

    static CaseScript read(String database, String file) {
        try (InputStream in = CaseScript.class.getResourceAsStream(file + ".sql")) {
            return new CaseScript(database, parts(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    List<String> of(Part part) {
        return statements.getOrDefault(part, List.of());
    }

    private static Map<Part, List<String>> parts(String script) {
        Map<Part, StringBuilder> texts = new EnumMap<>(Part.class);
        StringBuilder text = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith(PART)) {
                text = new StringBuilder();
                texts.put(Part.valueOf(line.substring(PART.length()).toUpperCase(Locale.ROOT)), text);
            } else if (!line.startsWith("--")) {
                text.append(line).append('\n');
            }
        }
        Map<Part, List<String>> statements = new EnumMap<>(Part.class);
        texts.forEach((part, sql) -> statements.put(part, split(sql.toString())));
        return statements;
    }

    /** At semicolons outside quotes, and outside of a procedure's line; no script has a quote behind a backslash. */
    private static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        char quote = 0;
        int start = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ';' && !isInProcedure(sql, start, i)) {
                statements.add(sql.substring(start, i).strip());
                start = i + 1;
            }
        }
        return statements;
    }

    private static boolean isInProcedure(String sql, int start, int semicolon) {
        return sql.startsWith("\nCREATE PROCEDURE", start) && sql.charAt(semicolon + 1) != '\n';
    }
}
