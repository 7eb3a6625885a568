package io.sluice.load;

import io.sluice.load.read.TableReader;
import io.sluice.load.write.LoadLetters;
import io.sluice.load.write.PolicyTally;
import io.sluice.load.write.TableOutput;
import io.sluice.schema.catalog.CatalogTable;

/** What the load of one table needs, compiled once. Not thread-safe. */
record TableLoad(
        CatalogTable table, TableReader reader, TableOutput output, LoadLetters letters, PolicyTally policies) {}
