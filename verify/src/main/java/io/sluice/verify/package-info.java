/** Verification: compares every row of every table between MySQL and PostgreSQL, while both may be changing. */
package io.sluice.verify;
