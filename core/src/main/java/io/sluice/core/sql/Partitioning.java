package io.sluice.core.sql;

import java.util.List;
import java.util.Optional;

/** How a table, or a partition of it, is divided by the values of columns. */
public record Partitioning(Method method, List<String> columns, List<Partition> partitions) {

    public enum Method {
        RANGE,
        LIST,
        HASH
    }

    /**
     * One of the parts.
     *
     * @param name of the table that it is, in the schema of the divided one
     * @param bounds as they follow PARTITION OF, such as {@code FOR VALUES IN (1, 2)} or {@code DEFAULT}
     * @param inner how it is divided itself
     */
    public record Partition(String name, String bounds, Optional<Partitioning> inner) {}

    public Partitioning {
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
        if (columns.isEmpty() || partitions.isEmpty()) {
            throw new IllegalArgumentException("nothing to divide by: " + columns + " into " + partitions);
        }
    }
}
