/** The names of tables, and what PostgreSQL makes of names: at most 63 bytes, quoted, and each given out once. */
package io.sluice.core.name;
