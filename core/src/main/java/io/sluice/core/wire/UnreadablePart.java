package io.sluice.core.wire;

/**
 * What a converter hands to the sink in place of a key or a value that it cannot read: the reason, as a string. The sink
 * makes the record a dead letter, with its original bytes.
 */
public final class UnreadablePart {

    /** The name of the string's schema, which nothing else has. */
    public static final String SCHEMA = "io.sluice.UnreadablePart";

    private UnreadablePart() {}
}
