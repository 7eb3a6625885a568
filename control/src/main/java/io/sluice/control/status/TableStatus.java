package io.sluice.control.status;

/**
 * How far one table is.
 *
 * @param sourceRows MySQL's own estimate of the rows to copy
 * @param rows rows copied by the load
 * @param changes changes applied after it
 * @param lagMillis from the commit of the newest change on MySQL until it was applied
 * @param errors open dead letters
 */
public record TableStatus(
        String source, String target, long sourceRows, long rows, long changes, long lagMillis, long errors) {}
