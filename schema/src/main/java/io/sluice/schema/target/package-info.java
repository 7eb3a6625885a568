/** Connections to PostgreSQL, and the record of a pipeline that the target keeps. */
package io.sluice.schema.target;
