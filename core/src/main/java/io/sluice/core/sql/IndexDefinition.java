package io.sluice.core.sql;

import java.util.List;

/** An index on columns. */
public record IndexDefinition(String name, Uniqueness uniqueness, List<Part> parts) {

    public enum Uniqueness {
        UNIQUE,
        NOT_UNIQUE
    }

    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    public record Part(String column, Direction direction) {}

    public IndexDefinition {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("index '" + name + "' has no columns");
        }
    }
}
