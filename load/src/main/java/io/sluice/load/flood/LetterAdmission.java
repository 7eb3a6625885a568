package io.sluice.load.flood;

import io.sluice.core.name.TableId;

/** Says whether a table may have one more dead letter. */
@FunctionalInterface
public interface LetterAdmission {

    /**
     * Counts a dead letter.
     *
     * @throws TableFloodException if it is one too many
     */
    void admit(TableId table, String reason);

    /** For letters each of which takes the place of an older one, so that they do not become more. */
    static LetterAdmission unlimited() {
        return (table, reason) -> {};
    }
}
