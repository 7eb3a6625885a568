package io.sluice.core.name;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives out the names of one PostgreSQL database. Tables, views, partitions, indexes, sequences and types share one
 * namespace per schema here; in MySQL a table shares its name's space with views only, and an index name only has to be
 * unique within its table. A name that is taken gives way to one with a hash. The same claims in the same order give the
 * same names.
 */
public final class SchemaNames {

    private record Constraint(TableId table, String name) {}

    private final Set<TableId> taken = new HashSet<>();
    private final Set<Constraint> constraints = new HashSet<>();

    /** Takes a name that is fixed already, such as a table's. Returns whether it was free. */
    public boolean reserve(TableId id) {
        return taken.add(id);
    }

    /**
     * The wanted name, with a hash where it is too long or taken.
     *
     * @param identity what the name is for: the same text for nothing else, so that the hash tells it from all others
     */
    public String claim(String schema, String wanted, String identity) {
        String name = Identifiers.fitted(wanted);
        for (int attempt = 1; !taken.add(new TableId(schema, name)); attempt++) {
            name = Identifiers.hashed(wanted, identity + '\0' + attempt);
        }
        return name;
    }

    /** A free name for an index, or another part of a table: {@code <table>_<part>}, with a hash where that is too long or taken. */
    public String part(TableId table, String part) {
        // Joined by what no name holds: a_b + c and a + b_c are different indexes.
        return claim(table.schema(), table.table() + "_" + part, table.table() + '\0' + part);
    }

    /** Takes the name that PostgreSQL gives to the NOT NULL constraint of a column. */
    public void reserveNotNull(TableId table, String column) {
        constraints.add(new Constraint(table, table.table() + "_" + column + "_not_null"));
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
