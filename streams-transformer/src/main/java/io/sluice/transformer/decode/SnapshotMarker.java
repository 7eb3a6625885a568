package io.sluice.transformer.decode;

/** What {@code source.snapshot} says of a change event's place in a snapshot. */
public enum SnapshotMarker {
    /** Not part of a snapshot, or read again on request while changes stream. */
    NONE,
    /** The first row of a table. */
    FIRST,
    /** A row in between. */
    INNER,
    /** The last row of a table, which may be its only one. */
    LAST;

    /** @param text null where the record says nothing */
    static SnapshotMarker of(String text) {
        if (text == null) {
            return NONE;
        }
        return switch (text) {
            case "first", "first_in_data_collection" -> FIRST;
            case "true" -> INNER;
            case "last_in_data_collection", "last" -> LAST;
            case "false", "incremental" -> NONE;
            default -> throw new UndecodableRecordException("unknown snapshot marker '" + text + "'");
        };
    }
}
