package io.sluice.core.sql;

import io.sluice.core.model.TargetColumn;
import java.util.List;

/**
 * What MySQL calls ON UPDATE CURRENT_TIMESTAMP: an UPDATE that changes a row, but not this column, puts a value there.
 * An ordinary trigger, so that it does not fire where {@code session_replication_role} is {@code replica}.
 *
 * @param name of the trigger and its function
 * @param column the name of the column
 * @param value the SQL expression of its new value
 * @param others the columns whose change counts: all others that are not generated
 */
public record UpdateTrigger(String name, String column, String value, List<TargetColumn> others) {

    public UpdateTrigger {
        others = List.copyOf(others);
    }
}
