package io.sluice.sink.change;

import io.sluice.core.name.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a record says about its target table: two records with equal shapes can share a statement.
 *
 * @param columns those that the record has values for, in its order
 * @param key the names of the columns that identify a row; empty for a keyless table
 */
public record TableShape(TableId table, List<ColumnShape> columns, List<String> key) {

    private static final String ARRAY = "[]";

    /** @throws IllegalArgumentException if two columns have one name, or a key column is not among the columns */
    public TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        Set<String> names = new HashSet<>();
        for (ColumnShape column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + table + " has two columns '" + column.name() + "'");
            }
        }
        if (!names.containsAll(key)) {
            throw new IllegalArgumentException("table " + table + " lacks a column of its key " + key);
        }
    }

    public boolean keyless() {
        return key.isEmpty();
    }

    /** Who says which type a column has. */
    public enum TypeOrigin {
        /** The record, in {@code pg.type}: its source knows the column. */
        DECLARED,
        /** The sink, of a schema that says only what its values are. */
        DERIVED
    }

    /**
     * A column.
     *
     * @param type as SQL, with modifiers
     * @param enumLabels the labels in sort order if the type is an enum type, or an array of one, whose labels are
     *     known, else empty
     */
    public record ColumnShape(String name, String type, TypeOrigin origin, boolean nullable, List<String> enumLabels) {
        public ColumnShape {
            enumLabels = List.copyOf(enumLabels);
        }

        /** The type that {@link #enumLabels} are the labels of. */
        public String enumType() {
            return type.endsWith(ARRAY) ? type.substring(0, type.length() - ARRAY.length()) : type;
        }
    }
}
