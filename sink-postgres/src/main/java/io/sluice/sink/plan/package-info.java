/** Second stage: changes gathered into a batch, and the batch into steps that PostgreSQL can take as sets of rows. */
package io.sluice.sink.plan;
