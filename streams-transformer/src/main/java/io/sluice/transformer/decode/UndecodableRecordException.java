package io.sluice.transformer.decode;

/** A record that is not a change event as Debezium and our converter write it; the message says in what. */
public final class UndecodableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
