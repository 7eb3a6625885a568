/** What becomes of a table's log while the table is loaded: it waits, and goes on where the load has ended. */
package io.sluice.transformer.load;
