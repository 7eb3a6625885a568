package io.sluice.verify;

import java.sql.SQLException;

/** Reads rows one after another, in the form of the target table. Holds no more of them than the driver buffers. */
interface RowCursor extends AutoCloseable {

    /**
     * The next row, or null at the end. Its values are as {@link io.sluice.core.type.PgType} says, or an
     * {@link Unmappable}; one from PostgreSQL that is outside what that says ({@code infinity}) is its text.
     */
    Object[] next() throws SQLException;

    /** Ends reading at once, even far from the end. */
    @Override
    void close() throws SQLException;
}
