package io.sluice.core.name;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives out names for tables, partitions and indexes, which share one namespace per schema in PostgreSQL; in MySQL an index name
 * only has to be unique within its table. The same claims in the same order give the same names.
 */
public final class SchemaNames {

    private record Constraint(TableId table, String name) {}

    private final Set<TableId> taken = new HashSet<>();
    private final Set<Constraint> constraints = new HashSet<>();

    /** Keeps a name that is fixed already, such as a table's, from being given out. */
    public void reserve(TableId id) {
        taken.add(id);
    }

    /** A free name for an index, or another part of a table: {@code <table>_<part>}, with a hash where that is too long or taken. */
    public String part(TableId table, String part) {
        String wanted = table.table() + "_" + part;
        String name = Identifiers.fitted(wanted);
        for (int attempt = 1; !taken.add(new TableId(table.schema(), name)); attempt++) {
            // Joined by what no name holds: a_b + c and a + b_c are different indexes.
            name = Identifiers.hashed(wanted, table.table() + '\0' + part + '\0' + attempt);
        }
        return name;
    }

    /**
     * A free name for a constraint of a table: {@code name}, with a hash where that is too long or taken. MySQL's foreign
     * keys and checks may have one name; PostgreSQL's may not.
     */
    public String constraint(TableId table, String name) {
        String free = Identifiers.fitted(name);
        for (int attempt = 1; !constraints.add(new Constraint(table, free)); attempt++) {
            free = Identifiers.hashed(name, table.table() + '\0' + name + '\0' + attempt);
        }
        return free;
    }
}
