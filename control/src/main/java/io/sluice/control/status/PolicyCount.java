package io.sluice.control.status;

/**
 * What a policy did to the values of one column.
 *
 * @param table as in MySQL
 * @param count the number of values; a value counts each time that it is read or changed
 * @param first the position in MySQL's log of the first of them
 * @param last the position of the last of them
 */
public record PolicyCount(
        String table, String column, String policy, String choice, long count, String first, String last) {}
