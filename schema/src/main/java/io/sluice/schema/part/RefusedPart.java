package io.sluice.schema.part;

import io.sluice.core.name.TableId;
import java.util.Set;

/**
 * An index or a constraint that PostgreSQL does not make or drop now.
 *
 * @param tables that it is of: a foreign key is of two
 * @param reason what PostgreSQL says, on one line
 */
public record RefusedPart(Set<TableId> tables, String name, String reason) {

    public RefusedPart {
        tables = Set.copyOf(tables);
    }

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
