package io.sluice.e2e.bench.sink;

/** What is known of the rows of some tables together, enough to notice one that is missing, doubled or of old. */
record Content(long rows, long keys, long stamps) {

    static final Content NONE = new Content(0, 0, 0);

    /** The rows 1 to {@code last} with the stamp 0. */
    static Content filled(long last) {
        return new Content(last, last * (last + 1) / 2, 0);
    }

    Content plus(Content other) {
        return new Content(rows + other.rows, keys + other.keys, stamps + other.stamps);
    }

    Content with(long id, int stamp) {
        return new Content(rows + 1, keys + id, stamps + stamp);
    }

    Content without(long id, int stamp) {
        return new Content(rows - 1, keys - id, stamps - stamp);
    }
}
