package io.sluice.schema.expression;

import java.util.Locale;

/** How the texts of a column are compared. */
public enum TextComparison {
    /** As bytes, on both sides. */
    EXACT,
    /** MySQL ignores case; so does the column in PostgreSQL, by its collation or by being citext. */
    IGNORES_CASE,
    /** MySQL ignores case, and the column in PostgreSQL does not. */
    IGNORES_CASE_IN_MYSQL;

    /** Of a column whose MySQL collation is this, and which has no collation of its own in PostgreSQL. */
    public static TextComparison ofCollation(String collation) {
        String lower = collation.toLowerCase(Locale.ROOT);
        return lower.endsWith("_ci") || lower.contains("_ci_") ? IGNORES_CASE_IN_MYSQL : EXACT;
    }

    /** Of two texts that are compared: a binary collation wins in MySQL, then a column's over a literal's. */
    TextComparison with(TextComparison other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
