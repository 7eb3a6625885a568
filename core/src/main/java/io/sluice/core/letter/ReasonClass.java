package io.sluice.core.letter;

/** What kind of reason a dead letter has: what has to be corrected before its row can arrive. */
public enum ReasonClass {
    /** PostgreSQL's type cannot hold a value: correct the value, or the column's policy or rule. */
    VALUE_UNMAPPABLE,
    /** The row is larger than a record or a page of PostgreSQL may be. */
    ROW_TOO_LARGE,
    /** The record is not what its schema says. */
    UNREADABLE,
    /** A constraint of PostgreSQL refuses the row. */
    CONSTRAINT,
    /** A value is not of the kind that its column's type says. */
    TYPE,
    OTHER
}
