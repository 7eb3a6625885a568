package io.sluice.core.ddl;

import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a DDL statement did to one table of MySQL.
 *
 * @param statement as the log has it
 * @param table the name that the table had or has, by which its topic is found
 * @param other where a table was renamed: its name before or after, if that is another one
 * @param before empty if there was no such table
 * @param after empty if there is none any more
 * @param dropped indexes and constraints
 * @param keys whether it says anything of indexes, constraints and collations, which the structures do not have
 */
public record SchemaStatement(
        String statement,
        Action action,
        TableId table,
        Optional<TableId> other,
        Optional<TableStructure> before,
        Optional<TableStructure> after,
        Evidence evidence,
        Rows rows,
        List<DroppedPart> dropped,
        Keys keys) {

    /** What a statement is. */
    public enum Action {
        CREATE,
        ALTER,
        RENAME,
        DROP
    }

    /** Where the structure afterwards is known from. */
    public enum Evidence {
        /** The statement. */
        STATEMENT,
        /** MySQL's catalogue, which may have been ahead of the log by then. */
        CATALOGUE
    }

    /** What has become of rows, which the log does not say. */
    public enum Rows {
        KEPT,
        /** Some are gone or others, as those of a partition that was truncated or exchanged. */
        REPLACED,
        /** Some that the log has were passed over, since nobody knows their structure any more. */
        PASSED_OVER
    }

    /** What a statement says of indexes, constraints and collations. */
    public enum Keys {
        /** Nothing. */
        KEPT,
        /** It may add, drop or rename some. */
        CHANGED
    }

    public SchemaStatement {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(action);
        Objects.requireNonNull(table);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(rows);
        Objects.requireNonNull(keys);
        dropped = List.copyOf(dropped);
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException(
                    "there was no " + table + " before the statement, nor is there one after it");
        }
        if (action == Action.ALTER && (before.isEmpty() || after.isEmpty())) {
            throw new IllegalArgumentException(table + " is altered, but is not there before and after it");
        }
    }
}
