/** What statements of the binary log say about tables, without a grammar of them. */
package io.sluice.connect.mysql.ddl;
