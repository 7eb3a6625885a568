package io.sluice.load.remove;

import java.util.List;

/**
 * A row of PostgreSQL that MySQL did not have when somebody looked.
 *
 * @param row its values in the order of the target table's columns; only those of the key count
 * @param sourceKey its key as MySQL's driver takes it, in the order of the key's columns
 */
public record ExtraRow(Object[] row, List<Object> sourceKey) {

    public ExtraRow {
        sourceKey = List.copyOf(sourceKey);
    }
}
