package io.sluice.control.load;

import io.sluice.core.name.TableId;

/**
 * What the reload of a table has done.
 *
 * @param table as in MySQL
 * @param rows that were read from MySQL and sent
 * @param removed rows of PostgreSQL that MySQL did not have
 */
public record ReloadedTable(TableId table, long rows, long removed) {}
