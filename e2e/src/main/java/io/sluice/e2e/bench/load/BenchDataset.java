package io.sluice.e2e.bench.load;

import io.sluice.e2e.bench.BenchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The table that all benchmarks of the pipeline use. */
record BenchDataset(int rows) implements Dataset {

    @Override
    public String title() {
        return "one table of nine columns";
    }

    @Override
    public String database() {
        return BenchTable.DATABASE;
    }

    @Override
    public Map<String, String> ddl() {
        return Map.of(BenchTable.NAME, BenchTable.DDL);
    }

    @Override
    public void fill(Connection mysql) throws SQLException {
        new BenchTable(mysql).fill(rows);
    }
}
