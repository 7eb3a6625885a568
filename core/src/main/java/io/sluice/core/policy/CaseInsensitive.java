package io.sluice.core.policy;

/** What becomes of a collation that takes letters of either case for the same. */
public enum CaseInsensitive implements Choice {
    /** It is not carried over: letters of different case differ. */
    PLAIN,
    /** A non-deterministic ICU collation that Sluice makes. */
    COLLATION,
    /** The type {@code citext} of the extension of that name. */
    CITEXT
}
