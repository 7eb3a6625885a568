package io.sluice.core.model;

import java.time.Instant;

/**
 * One decoded Debezium record. Row images hold the values in the order of the source table's columns, as Debezium
 * encoded them.
 */
public sealed interface ChangeEvent {

    /** What is known of every change: where it comes from and when its transaction committed on MySQL. */
    record Origin(SourcePosition position, Instant commitTime) {}

    Origin origin();

    record Insert(Origin origin, Object[] after) implements ChangeEvent {}

    record Update(Origin origin, Object[] before, Object[] after) implements ChangeEvent {}

    record Delete(Origin origin, Object[] before) implements ChangeEvent {}

    record Truncate(Origin origin) implements ChangeEvent {}
}
