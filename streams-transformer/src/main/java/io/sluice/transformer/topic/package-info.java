/** The topics that the transformer writes, each created with its own settings before the first record. */
package io.sluice.transformer.topic;
