package io.sluice.core.mapping;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.Transformation;
import java.util.Optional;

/** One instruction that alters the mapping of the tables it names; tables and columns are named as in MySQL. */
public sealed interface Rule {

    TableId table();

    /** Puts a named transformation on one column, which also decides the column's type in PostgreSQL. */
    record Transform(TableId table, String column, Transformation transformation) implements Rule {}

    /**
     * Chooses policies for a table or one of its columns.
     *
     * @param column empty for the whole table
     */
    record Settle(TableId table, Optional<String> column, Policies policies) implements Rule {}

    /**
     * Gives a table, or the enumerated type of one of its columns, a name in PostgreSQL that is free there.
     *
     * @param column empty for the table
     */
    record GivenName(TableId table, Optional<String> column, String name) implements Rule {}

    /** Leaves a table's rows where they are: it has none of its own. */
    record LeaveOut(TableId table) implements Rule {}
}
