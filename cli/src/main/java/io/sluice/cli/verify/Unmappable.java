package io.sluice.cli.verify;

/**
 * Stands in a row for a value of MySQL that PostgreSQL cannot hold.
 *
 * @param reason the value and why, in one sentence
 * @param nullAgrees whether NULL is the right thing for PostgreSQL to have in its place, as for a zero date
 */
record Unmappable(String reason, boolean nullAgrees) {}
