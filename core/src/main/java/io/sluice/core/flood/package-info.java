/** How many dead letters a table may make before they are taken for a fault of the pipeline. */
package io.sluice.core.flood;
