package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import java.util.List;

/** A foreign key of a MySQL table; the columns pair up by position. */
public record CatalogForeignKey(
        String name,
        List<String> columns,
        TableId referenced,
        List<String> referencedColumns,
        Action onUpdate,
        Action onDelete) {

    public CatalogForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
