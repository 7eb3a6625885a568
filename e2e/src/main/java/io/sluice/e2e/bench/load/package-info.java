/** How long it takes until a table is in PostgreSQL: Sluice's load beside other ways to fill it. */
package io.sluice.e2e.bench.load;
