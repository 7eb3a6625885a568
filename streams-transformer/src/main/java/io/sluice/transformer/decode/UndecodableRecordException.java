package io.sluice.transformer.decode;

import io.sluice.core.letter.ReasonClass;

/** A record is not a change event as Debezium and our converter write it; the message names the difference. */
public final class UndecodableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReasonClass kind;

    public UndecodableRecordException(String message) {
        this(ReasonClass.UNREADABLE, message, null);
    }

    public UndecodableRecordException(String message, Throwable cause) {
        this(ReasonClass.UNREADABLE, message, cause);
    }

    /**
     * A record that can be read, but whose row cannot be carried over.
     *
     * @param cause null if there is none
     */
    public UndecodableRecordException(ReasonClass kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of reason this is for a dead letter. */
    public ReasonClass kind() {
        return kind;
    }
}
