/** What a DDL statement did to a table of MySQL, what PostgreSQL gets for it, and what has become of it there. */
package io.sluice.core.ddl;
