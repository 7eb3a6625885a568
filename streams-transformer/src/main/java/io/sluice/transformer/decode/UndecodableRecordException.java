package io.sluice.transformer.decode;

/** A record is not a change event as Debezium and our converter write it; the message names the difference. */
public final class UndecodableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
