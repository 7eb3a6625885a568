package io.sluice.schema.expression;

/** What a translated expression yields in PostgreSQL. */
enum Kind {
    NULL("NULL"),
    BOOLEAN("a truth value"),
    INTEGER("an integer"),
    NUMERIC("a decimal number"),
    DOUBLE("a floating-point number"),
    TEXT("a text"),
    BYTES("bytes"),
    BITS("bits"),
    DATE("a date"),
    /** Without a time zone. */
    TIMESTAMP("a date and time"),
    /** With a time zone: a point in time. */
    INSTANT("a point in time"),
    TIME("a time of day"),
    INTERVAL("a span of time"),
    JSON("JSON"),
    ENUM("an enumerated value"),
    SET("an array"),
    UUID("a UUID");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    boolean number() {
        return switch (this) {
            case INTEGER, NUMERIC, DOUBLE -> true;
            case NULL, BOOLEAN, TEXT, BYTES, BITS, DATE, TIMESTAMP, INSTANT, TIME, INTERVAL, JSON, ENUM, SET, UUID ->
                false;
        };
    }

    /** With an article, for messages. */
    String words() {
        return words;
    }
}
