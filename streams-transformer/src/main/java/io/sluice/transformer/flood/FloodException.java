package io.sluice.transformer.flood;

/** A table has made too many dead letters. It is stopped before this record; nothing else is. */
public final class FloodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FloodException(String message, Throwable cause) {
        super(message, cause);
    }
}
