package io.sluice.control.status;

import io.sluice.core.load.LoadedSoFar;

/**
 * How far the load or reload of a table is that is not done.
 *
 * @param table as in MySQL
 * @param reload whether its rows are there, and are brought anew
 * @param rows that were read and sent to Kafka
 * @param bytes that they take there
 * @param chunks how many transactions that took
 * @param ranges how many key ranges the table is read in; 0 as long as it has not begun
 * @param rangesDone how many of them are read to their ends; one chunk of each other is under way
 */
public record LoadStatus(String table, boolean reload, long rows, long bytes, long chunks, int ranges, int rangesDone) {

    static LoadStatus of(LoadedSoFar load) {
        return new LoadStatus(
                load.table().toString(),
                load.reload(),
                load.rows(),
                load.bytes(),
                load.chunks(),
                load.ranges(),
                load.rangesDone());
    }
}
