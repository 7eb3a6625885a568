/**
 * The topics of the transformer: those it reads are without gaps and trimmed by it, those it writes are each created with
 * its own settings before the first record.
 */
package io.sluice.transformer.topic;
