package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.sql.SQLException;

/** The open dead letters of a pipeline, as a verification asks for them and settles them. Thread-safe. */
public interface OpenLetters {

    /**
     * Those of a table that have been written by now.
     *
     * @param table as in MySQL
     */
    LetterKeys of(TableId table) throws SQLException;

    /** Settles letters whose rows were found to be the same on both sides. */
    void settle(TableId table, LetterKeys arrived) throws SQLException;

    /** How many are open now. */
    LetterTally tally() throws SQLException;
}
