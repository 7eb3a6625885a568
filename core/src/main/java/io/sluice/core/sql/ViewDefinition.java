package io.sluice.core.sql;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * A view.
 *
 * @param query the SELECT
 */
public record ViewDefinition(TableId id, List<String> columns, String query) {

    public ViewDefinition {
        columns = List.copyOf(columns);
    }
}
