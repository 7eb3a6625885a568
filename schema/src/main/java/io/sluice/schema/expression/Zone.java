package io.sluice.schema.expression;

/** Where a point in time (a TIMESTAMP) gets its date and time of day from; MySQL takes the session's time zone. */
enum Zone {
    /** UTC, so that the result is IMMUTABLE. */
    UTC,
    /** PostgreSQL's session, as in MySQL. */
    SESSION
}
