package io.sluice.load;

import io.sluice.core.ddl.TargetChange;
import io.sluice.load.read.TableReader;
import io.sluice.load.write.TableRecords;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.change.RemadeTables;
import io.sluice.schema.plan.SchemaPlan;

/** What the load of one table needs, compiled once. Not thread-safe. */
record TableLoad(CatalogTable table, TableReader reader, TableRecords records) {

    /**
     * The change that gives PostgreSQL's table this structure, whatever it is there.
     *
     * @param statement what is said of it
     */
    TargetChange structure(LoadSource source, String statement) {
        return RemadeTables.change(
                SchemaPlan.ofTable(table, source.rules(), source.pipeline().sequenceDistance()), statement);
    }
}
