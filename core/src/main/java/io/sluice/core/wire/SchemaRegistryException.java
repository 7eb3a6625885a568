package io.sluice.core.wire;

/** The schema registry did not answer, or not with what was asked for; the message says what to do next. */
public final class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    private SchemaRegistryException(String message, boolean retriable, Throwable cause) {
        super(message, cause);
        this.retriable = retriable;
    }

    /** The registry could not be reached or was not itself: the same call may succeed later. */
    static SchemaRegistryException passing(String message, Throwable cause) {
        return new SchemaRegistryException(message, true, cause);
    }

    /** The registry refused, or answered what cannot be understood: the same call will fail again. */
    static SchemaRegistryException lasting(String message, Throwable cause) {
        return new SchemaRegistryException(message, false, cause);
    }

    /** Whether the same call may succeed later without anything being changed. */
    public boolean retriable() {
        return retriable;
    }
}
