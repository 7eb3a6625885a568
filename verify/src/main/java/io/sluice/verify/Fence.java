package io.sluice.verify;

import java.sql.SQLException;

/** Waits for the pipeline. For a pipeline that stands still with everything applied, a fence that does nothing will do. */
@FunctionalInterface
public interface Fence {

    /** Returns once everything that MySQL had committed at the call is applied in PostgreSQL, or throws. */
    void pass() throws SQLException, InterruptedException;
}
