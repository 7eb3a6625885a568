package io.sluice.core.sql;

/** A condition that every row of a table satisfies. */
public record CheckDefinition(String name, String sql, Enforcement enforcement) {

    public enum Enforcement {
        ENFORCED,
        /** Only stated, not looked at; PostgreSQL 18 and later. */
        NOT_ENFORCED
    }
}
