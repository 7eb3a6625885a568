/** Indexes and constraints of tables that are there: what PostgreSQL has of them, what Sluice has made, and what has to change. */
package io.sluice.schema.part;
