package io.sluice.e2e.bench.load;

import io.sluice.e2e.bench.tpch.TpchScale;
import io.sluice.e2e.bench.tpch.TpchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The eight tables of TPC-H, without foreign keys. */
record TpchDataset(TpchScale scale) implements Dataset {

    @Override
    public String title() {
        return "TPC-H's eight tables, scale factor " + scale.factor();
    }

    @Override
    public String database() {
        return "tpch";
    }

    @Override
    public Map<String, String> ddl() {
        Map<String, String> ddl = new LinkedHashMap<>();
        for (TpchTable table : TpchTable.values()) {
            ddl.put(table.tableName(), table.ddl());
        }
        return ddl;
    }

    @Override
    public void fill(Connection mysql) throws SQLException {
        for (TpchTable table : TpchTable.values()) {
            BulkInput.load(mysql, table.tableName(), new Units(table));
        }
    }

    private final class Units implements BulkInput.Lines {

        private final TpchTable table;
        private final long last;
        private long unit;

        private Units(TpchTable table) {
            this.table = table;
            this.last = table.units(scale);
        }

        @Override
        public boolean append(StringBuilder text) {
            if (unit == last) {
                return false;
            }
            unit++;
            table.write(scale, unit, text);
            return true;
        }
    }
}
