package io.sluice.standalone;

/** A server of standalone mode cannot start or continue. The message is one sentence that says what to do next. */
public final class StandaloneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StandaloneException(String message) {
        super(message);
    }

    public StandaloneException(String message, Throwable cause) {
        super(message, cause);
    }
}
