/** The ways in which a batch of rows can be written to PostgreSQL, measured without anything around them. */
package io.sluice.e2e.bench.ways;
