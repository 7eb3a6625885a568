/** What PostgreSQL gets for a DDL statement that MySQL's log has, by the same plan as the first tables. */
package io.sluice.schema.change;
