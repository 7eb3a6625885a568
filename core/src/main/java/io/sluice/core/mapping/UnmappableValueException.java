package io.sluice.core.mapping;

/** A value that PostgreSQL cannot hold in the column's type. The message says which value and why, in one sentence. */
public final class UnmappableValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnmappableValueException(String message) {
        super(message);
    }
}
