/** Connections to MySQL, the end of its binary log, and the settings and privileges that a pipeline needs there. */
package io.sluice.schema.source;
