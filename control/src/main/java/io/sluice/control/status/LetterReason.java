package io.sluice.control.status;

/**
 * The dead letters of one table that have the same reason.
 *
 * @param table as in MySQL
 * @param reason with '…' in place of values and positions, by which the letters differ
 */
public record LetterReason(String table, String reason, long count) {}
