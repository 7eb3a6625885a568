package io.sluice.transformer.deadletter;

/** The transformer stopped before a record that cannot be carried over, as {@link OnError#FAIL} asks. */
public final class StoppedAtRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedAtRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
