package io.sluice.assess;

import io.sluice.core.name.TableId;

/**
 * How much of a table's values was looked at.
 *
 * @param rows that were read
 * @param reach which ones, for a person
 * @param complete whether these are all
 */
public record ScannedTable(TableId id, long rows, String reach, boolean complete) {}
