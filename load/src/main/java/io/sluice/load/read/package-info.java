/** How MySQL is asked for a chunk: where it begins and ends, and what its rows are. */
package io.sluice.load.read;
