/** What becomes of a table whose load makes too many dead letters. */
package io.sluice.load.flood;
