/** Reads MySQL's values over JDBC into the form that the table mapping takes. */
package io.sluice.schema.value;
