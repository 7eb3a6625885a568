package io.sluice.core.sql;

import java.util.List;

/** An index of a table, apart from its key. */
public record IndexDefinition(String name, Uniqueness uniqueness, Method method, List<Part> parts, String comment) {

    public enum Uniqueness {
        UNIQUE,
        NOT_UNIQUE
    }

    /** How PostgreSQL keeps it. */
    public enum Method {
        BTREE,
        HASH,
        GIN,
        GIST
    }

    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** What is indexed at one place of the index. */
    public sealed interface Part {

        Direction direction();

        record OfColumn(String column, Direction direction) implements Part {}

        /** @param sql an immutable expression, without parentheses around it */
        record OfExpression(String sql, Direction direction) implements Part {}
    }

    public IndexDefinition {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("index '" + name + "' has no columns");
        }
    }

    /** A B-tree on columns. */
    public static IndexDefinition btree(String name, Uniqueness uniqueness, List<Part> parts) {
        return new IndexDefinition(name, uniqueness, Method.BTREE, parts, "");
    }
}
