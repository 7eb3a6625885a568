package io.sluice.core.sql;

import io.sluice.core.name.TableId;

/**
 * One SQL statement, without a semicolon.
 *
 * @param table the table or view it is about
 * @param part the name of the index, constraint or trigger that it makes; empty for the table itself and its columns
 */
public record Statement(TableId table, String part, String sql) {

    static Statement of(TableId table, String sql) {
        return new Statement(table, "", sql);
    }
}
