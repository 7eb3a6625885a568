package io.sluice.core.sql;

import io.sluice.core.model.TableId;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives out names for tables and indexes, which share one namespace per schema in PostgreSQL; in MySQL an index name
 * only has to be unique within its table. The same claims in the same order give the same names.
 */
public final class SchemaNames {

    private final Set<TableId> taken = new HashSet<>();

    /** Keeps a name that is fixed already, such as a table's, from being given out. */
    public void reserve(TableId id) {
        taken.add(id);
    }

    /** A free name for an index: {@code <table>_<index>}, with a hash where that is too long or taken. */
    public String index(TableId table, String index) {
        String wanted = table.table() + "_" + index;
        String name = Identifiers.fitted(wanted);
        for (int attempt = 1; !taken.add(new TableId(table.schema(), name)); attempt++) {
            // Joined by what no name holds: a_b + c and a + b_c are different indexes.
            name = Identifiers.hashed(wanted, table.table() + '\0' + index + '\0' + attempt);
        }
        return name;
    }
}
