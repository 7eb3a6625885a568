package io.sluice.assess;

/**
 * What the scan asks of each row of a table.
 *
 * @param condition SQL over the table's columns, of the table that is named {@code t}
 */
record Question(Topic topic, String condition) {

    /** What a question is about. */
    sealed interface Topic {

        /** Values of one column. */
        record OfColumn(String column, Probe probe) implements Topic {}

        /** Entries of an index that PostgreSQL may find too long. */
        record OfIndex(String index) implements Topic {}

        /** Rows whose parent is not there. */
        record OfForeignKey(String foreignKey) implements Topic {}

        /** Rows that PostgreSQL's page has no room for. */
        record OfPage() implements Topic {}

        /** Rows that are too large for a message, as such or when they are updated. */
        record OfRow(Message message) implements Topic {}
    }

    /** What of a row goes into one message. */
    enum Message {
        /** The row as it is. */
        IMAGE,
        /** The row as it was and as it is. */
        UPDATE
    }
}
