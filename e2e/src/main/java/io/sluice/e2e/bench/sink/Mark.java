package io.sluice.e2e.bench.sink;

/**
 * A row that each partition of a topic has after so many changes: when all of them are in PostgreSQL, so is everything
 * before them. Its key is negative, and so no other row's.
 */
enum Mark {
    /** As far as settings are tried out. */
    TRIAL(-1),
    /** As far as the slower sink is measured. */
    PEER(-3),
    /** After the last change. */
    END(-5);

    private final long first;

    Mark(long first) {
        this.first = first;
    }

    /** @param partition 0 or 1 */
    long id(int partition) {
        return first - partition;
    }
}
