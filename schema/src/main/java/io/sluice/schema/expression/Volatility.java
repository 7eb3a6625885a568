package io.sluice.schema.expression;

/** How the result of an expression varies in PostgreSQL. Generated columns and indexes need IMMUTABLE. */
public enum Volatility {
    /** The same for the same row, always. */
    IMMUTABLE,
    /** The same within a statement; settings or the clock decide. */
    STABLE,
    /** Another one each time. */
    VOLATILE;

    Volatility with(Volatility other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
