package io.sluice.core.wire;

/** The schema registry did not answer, or not with what was asked for; the message says what to do next. */
public final class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is, and so who has to wait for what. */
    public enum Kind {
        /** The registry could not be reached or was not itself: the same call may succeed later. */
        AWAY,
        /** The registry refuses, or is none: the same call fails until somebody changes a setting. */
        REFUSES,
        /** The registry is well and has no such schema: whatever names it is at fault. */
        NO_SUCH_SCHEMA
    }

    private final Kind kind;

    public SchemaRegistryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
