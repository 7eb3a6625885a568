/** What becomes of MySQL's DDL statements while a pipeline streams. */
package io.sluice.e2e.change;
