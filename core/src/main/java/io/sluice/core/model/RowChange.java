package io.sluice.core.model;

/**
 * A change as a PostgreSQL row: the only thing on the output topics.
 *
 * @param table the target table at the schema version of this change
 * @param values the row in the order of the table's columns, as {@link io.sluice.core.type.PgType} says each is held:
 *     the new row of a read, insert or update, the old row of a delete (of a keyed table only its key columns need be
 *     set); null for an operation on the whole table: a truncate, or the beginning of its load
 */
public record RowChange(TargetTable table, Operation operation, Object[] values, ChangeEvent.Origin origin) {}
