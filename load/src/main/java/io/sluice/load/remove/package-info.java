/** How rows that MySQL no longer has are taken out of PostgreSQL while the log streams. */
package io.sluice.load.remove;
