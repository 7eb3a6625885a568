package io.sluice.load;

import io.sluice.load.read.TableReader;
import io.sluice.load.write.TableRecords;
import io.sluice.schema.catalog.CatalogTable;

/** What the load of one table needs, compiled once. Not thread-safe. */
record TableLoad(CatalogTable table, TableReader reader, TableRecords records) {}
