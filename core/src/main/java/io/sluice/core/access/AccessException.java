package io.sluice.core.access;

/** A secret or a certificate cannot be used. The message is one sentence with what to do next, and holds no secret. */
public final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccessException(String message) {
        super(message);
    }

    public AccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
