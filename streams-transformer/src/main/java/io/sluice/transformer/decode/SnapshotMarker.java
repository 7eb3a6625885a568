package io.sluice.transformer.decode;

/** The place of a change event in a snapshot, as {@code source.snapshot} gives it. */
public enum SnapshotMarker {
    /** Not part of the snapshot at the start; possibly a row that was read on request while changes stream. */
    NONE,
    /** The first row of a table. */
    FIRST,
    /** A row that is neither the first nor the last of its table. */
    INNER,
    /** The last row of a table, which may be its only one. */
    LAST;

    /** @param text null if the record has no marker */
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
