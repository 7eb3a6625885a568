package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * A view.
 *
 * @param definition its SELECT as MySQL prints it; empty if the user may not see it
 */
public record CatalogView(TableId id, List<String> columns, String definition) {

    public CatalogView {
        columns = List.copyOf(columns);
    }
}
