package io.sluice.load.flood;

/** A table has made too many dead letters. It is stopped; nothing else is. */
public final class TableFloodException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TableFloodException(String message) {
        super(message);
    }
}
