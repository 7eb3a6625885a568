package io.sluice.control.status;

/**
 * What a policy did to the values of one column.
 *
 * @param table as in MySQL
 * @param count of values; a value counts each time that it is read or changed
 * @param first where in MySQL's log the first of them came from
 * @param last where the last of them came from
 */
public record PolicyCount(
        String table, String column, String policy, String choice, long count, String first, String last) {}
