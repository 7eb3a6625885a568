package io.sluice.e2e.faults;

/**
 * What the target's offset table has to say of a partition once everything is applied.
 *
 * @param next one more than the offset of the last record that is not of an aborted transaction
 */
record Expected(long next, long snapshotRows, long changes) {

    static final Expected NOTHING = new Expected(0, 0, 0);

    Expected after(Event event, long offset) {
        long following = offset + 1;
        return switch (event.fate()) {
            case DEAD_LETTER -> new Expected(following, snapshotRows, changes);
            case APPLIED ->
                switch (event.operation()) {
                    case SNAPSHOT -> new Expected(following, 0, changes);
                    case READ -> new Expected(following, snapshotRows + 1, changes);
                    case RELOAD, INSERT, UPDATE, DELETE, TRUNCATE, SCHEMA ->
                        new Expected(following, snapshotRows, changes + 1);
                };
        };
    }
}
