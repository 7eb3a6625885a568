/** What becomes of a table that makes too many dead letters. */
package io.sluice.transformer.flood;
