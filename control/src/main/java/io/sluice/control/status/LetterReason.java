package io.sluice.control.status;

import io.sluice.core.letter.ReasonClass;

/**
 * The open dead letters of one table that have the same reason.
 *
 * @param table as in MySQL
 * @param reason with '…' in place of values and positions, by which the letters differ
 */
public record LetterReason(String table, ReasonClass reasonClass, String reason, long count) {

    public LetterReason {
        // A status file that an earlier version wrote lacks it.
        reasonClass = reasonClass == null ? ReasonClass.OTHER : reasonClass;
    }
}
