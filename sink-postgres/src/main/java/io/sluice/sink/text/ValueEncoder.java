package io.sluice.sink.text;

/**
 * Writes the values of one column in PostgreSQL's input syntax. Immutable and thread-safe.
 *
 * <p>Text is the one form that every type of PostgreSQL takes, the user's own included.
 */
public interface ValueEncoder {

    /**
     * Appends a value.
     *
     * @param value never null
     * @throws org.apache.kafka.connect.errors.DataException if there is no text for it
     * @throws ClassCastException if it is of another class than the Connect schema promised
     */
    void encode(Object value, StringBuilder out);

    /** Whether the text may hold characters that mean something in an array literal. */
    Quoting quoting();

    enum Quoting {
        NEVER,
        NEEDED
    }
}
