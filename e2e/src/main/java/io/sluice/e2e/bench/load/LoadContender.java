package io.sluice.e2e.bench.load;

import java.sql.SQLException;

/** One way to bring tables from a MySQL or MariaDB into PostgreSQL. */
interface LoadContender extends AutoCloseable {

    /**
     * Loads all tables into a PostgreSQL that has none of them, and measures it; may be called again.
     *
     * @throws IllegalStateException with the reason, if it fails or leaves other rows than it should
     */
    LoadFigures load() throws SQLException, InterruptedException;

    /** Ends what it has started. */
    @Override
    void close() throws SQLException;
}
