package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MySQL's JSON paths that name one place, such as {@code $.a."b c"[0]}. */
final class JsonPaths {

    private JsonPaths() {}

    /** What follows {@code ->} at each step, as SQL; empty if the path may name many places, or is none. */
    static Optional<List<String>> steps(String path) {
        if (!path.startsWith("$")) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        int at = 1;
        while (at < path.length()) {
            int end = path.charAt(at) == '.' ? member(path, at + 1, steps) : index(path, at, steps);
            if (end < 0) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(steps);
    }

    /** Reads a member's name; the position behind it, or -1. */
    private static int member(String path, int start, List<String> steps) {
        if (start < path.length() && path.charAt(start) == '"') {
            int end = path.indexOf('"', start + 1);
            String name = end < 0 ? "" : path.substring(start + 1, end);
            if (end < 0 || name.indexOf('\\') >= 0) {
                return -1;
            }
            steps.add(Identifiers.literal(name));
            return end + 1;
        }
        int end = start;
        while (end < path.length() && Character.isJavaIdentifierPart(path.charAt(end))) {
            end++;
        }
        if (end == start) {
            return -1;
        }
        steps.add(Identifiers.literal(path.substring(start, end)));
        return end;
    }

    /** Reads {@code [0]}; the position behind it, or -1. */
    private static int index(String path, int start, List<String> steps) {
        int end = path.indexOf(']', start);
        String digits = path.charAt(start) == '[' && end > 0
                ? path.substring(start + 1, end).strip()
                : "";
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        steps.add(String.valueOf(Integer.parseInt(digits)));
        return end + 1;
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
