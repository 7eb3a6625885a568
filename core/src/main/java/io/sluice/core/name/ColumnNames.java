package io.sluice.core.name;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The names of a table's columns in PostgreSQL: different ones, and none of those that each table has already. */
public final class ColumnNames {

    private static final Set<String> OF_EACH_TABLE = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private ColumnNames() {}

    /**
     * A name that PostgreSQL takes stays as it is, so that the others give way to it: {@code ctid} becomes {@code ctid_},
     * and where that is taken, {@code ctid_} and a hash.
     *
     * @param columns all names of the table in MySQL, where they are different
     * @param cased what the user wants to have done to each name
     * @return the names in the same order
     */
    public static List<String> of(List<String> columns, UnaryOperator<String> cased) {
        Set<String> taken = new HashSet<>();
        for (String column : columns) {
            if (wanted(column, cased).equals(column)) {
                taken.add(column);
            }
        }
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            String wanted = wanted(column, cased);
            names.add(wanted.equals(column) ? column : free(wanted, column, taken));
        }
        return names;
    }

    private static String wanted(String column, UnaryOperator<String> cased) {
        String name = Identifiers.fitted(cased.apply(column));
        return OF_EACH_TABLE.contains(name) ? name + "_" : name;
    }

    private static String free(String wanted, String column, Set<String> taken) {
        String name = wanted;
        for (int attempt = 1; !taken.add(name); attempt++) {
            name = Identifiers.hashed(wanted, column + '\0' + attempt);
        }
        return name;
    }
}
