package io.sluice.e2e.bench.load;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How much there is to load.
 *
 * @param rows of all tables
 * @param bytes of the rows, as InnoDB stores them: the pages of the clustered indexes
 */
record LoadVolume(long rows, long bytes) {

    /** @param mysql a session whose database has these tables and no others */
    static LoadVolume of(Connection mysql, Dataset dataset) throws SQLException {
        long rows = 0;
        for (String table : dataset.tables()) {
            rows += Sql.number(mysql, "SELECT count(*) FROM " + table);
            Sql.execute(mysql, "ANALYZE TABLE " + table);
        }
        Sql.execute(mysql, "SET SESSION information_schema_stats_expiry = 0");
        long bytes = Sql.number(
                mysql, "SELECT sum(data_length) FROM information_schema.tables WHERE table_schema = DATABASE()");
        return new LoadVolume(rows, bytes);
    }
}
