package io.sluice.control.letter;

import java.util.Optional;

/**
 * What a replay has done for a table.
 *
 * @param table as in MySQL; the topic's name of one that the pipeline does not have
 * @param letters that are replayed: of the rows that were brought anew
 * @param rows that were brought anew from MySQL
 * @param removed rows that MySQL does not have, and that PostgreSQL does not have either by now
 * @param refused rows that could not be carried over again, and have newer letters
 * @param left letters that are as they were
 * @param hindrance why there are such letters, in one sentence
 */
public record ReplayedTable(
        String table, int letters, int rows, int removed, int refused, int left, Optional<String> hindrance) {

    public ReplayedTable {
        if (left > 0 && hindrance.isEmpty()) {
            throw new IllegalArgumentException("letters are left for a reason: " + table);
        }
    }

    static ReplayedTable none(String table, int left, String hindrance) {
        return new ReplayedTable(table, 0, 0, 0, 0, left, Optional.of(hindrance));
    }

    /** Whether no row of theirs has an open letter now, as far as is known. */
    public boolean done() {
        return refused == 0 && left == 0;
    }
}
