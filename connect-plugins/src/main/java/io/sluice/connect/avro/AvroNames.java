package io.sluice.connect.avro;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Gives out names that Avro allows, each once: {@code a-b} becomes {@code a_u002db}, and a name that is already taken
 * gets a number. The same names asked for in the same order always give the same answers, so that a schema's text, and
 * with it its id, does not change from one start to the next.
 */
final class AvroNames {

    private final Set<String> taken = new HashSet<>();

    /** A legal field name. */
    String field(String name) {
        return unique(legal(name));
    }

    /** A legal full name of a record; dots separate namespaces. */
    String record(String name) {
        StringBuilder full = new StringBuilder();
        for (String part : name.split("\\.", -1)) {
            full.append(full.isEmpty() ? "" : ".").append(legal(part));
        }
        return unique(isPrimitive(full.toString()) ? full + "_" : full.toString());
    }

    /** Keeps a name for whom it fits as it is, before others are given one. */
    void reserve(String name) {
        taken.add(name);
    }

    static boolean isLegal(String name) {
        return legal(name).equals(name);
    }

    private String unique(String name) {
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }

    private static String legal(String name) {
        StringBuilder legal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isLetter(c) || (i > 0 && isDigit(c))) {
                legal.append(c);
            } else if (isDigit(c)) {
                legal.append('_').append(c);
            } else {
                legal.append(String.format("_u%04x", (int) c));
            }
        }
        return legal.isEmpty() ? "_" : legal.toString();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPrimitive(String name) {
        for (Schema.Type type : Schema.Type.values()) {
            if (type.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
