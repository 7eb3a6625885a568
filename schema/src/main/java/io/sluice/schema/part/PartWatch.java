package io.sluice.schema.part;

import java.sql.SQLException;

/** Follows the making of indexes and constraints, which takes its time. */
public interface PartWatch {

    /** @param statement that is under way; empty for none */
    void executes(String statement);

    /**
     * Whether what is wanted is still so. What MySQL has changed since must not be made: an index that is unique no more would
     * refuse rows.
     */
    boolean isCurrent() throws SQLException;
}
