package io.sluice.core.load;

import io.sluice.core.name.TableId;

/**
 * How far a table that is not done yet is.
 *
 * @param reload whether its rows are there, and are brought anew
 * @param rows that were read
 * @param bytes of the keys and values that were sent
 * @param chunks how many transactions that took
 * @param ranges how many key ranges the table is read in; 0 as long as it has not begun
 * @param rangesDone how many of them are read to their ends
 */
public record LoadedSoFar(
        TableId table, boolean reload, long rows, long bytes, long chunks, int ranges, int rangesDone) {}
