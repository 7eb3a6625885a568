/** The PostgreSQL schema for a MySQL catalogue: planned, printed as a script, and applied to the target. */
package io.sluice.schema.plan;
