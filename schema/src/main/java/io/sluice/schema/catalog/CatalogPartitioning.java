package io.sluice.schema.catalog;

import java.util.List;
import java.util.Optional;

/**
 * How a MySQL table, or each partition of it, is divided.
 *
 * @param method as MySQL writes it, such as {@code RANGE COLUMNS} or {@code LINEAR HASH}
 * @param expression what it is divided by, as MySQL prints it: columns in back-ticks, or an expression; empty for a KEY
 *     that is the primary key
 * @param partitions in MySQL's order
 * @param inner how each partition is divided itself
 */
public record CatalogPartitioning(String method, String expression, List<Partition> partitions, Optional<Inner> inner) {

    /** @param description the bounds as MySQL prints them: {@code 10}, {@code MAXVALUE}, {@code 1,NULL}; empty for a hash */
    public record Partition(String name, String description) {}

    /** Subpartitions, as many in each partition. */
    public record Inner(String method, String expression, int count) {}

    public CatalogPartitioning {
        partitions = List.copyOf(partitions);
    }
}
