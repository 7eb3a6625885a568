/** Tables in chunks, as row changes on the output topics. */
package io.sluice.load;
