package io.sluice.assess;

import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a table, as the FROM clause of a query that names the table {@code t}.
 *
 * @param from what follows FROM, up to the end of a WHERE clause that is complete with {@code AND …}
 */
record Portion(String from, Reach reach) {

    /** Which rows these are. */
    enum Reach {
        ALL("all rows"),
        ENDS("the first and the last rows"),
        ENDS_AND_BETWEEN("the first and the last rows, and some between"),
        SOME("some rows: the table has no key");

        private final String label;

        Reach(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Where in between a sample looks. */
    private static final int STRIDES = 16;

    static Portion all(CatalogTable table) {
        return new Portion(MySqlNames.quote(table.id()) + " AS t WHERE TRUE", Reach.ALL);
    }

    /** The rows whose key, a single number, lies in between. */
    static Portion range(CatalogTable table, String key, BigInteger from, BigInteger to) {
        return new Portion(
                MySqlNames.quote(table.id()) + " AS t WHERE " + Questions.quoted(key) + " BETWEEN " + from + " AND "
                        + to,
                Reach.ALL);
    }

    /**
     * A sample: only its keys are put aside on the server, and the rows read by them, however wide they are.
     *
     * @param rows at each end, and about as many between
     */
    static Portion sample(Connection mysql, CatalogTable table, int rows) throws SQLException {
        String name = MySqlNames.quote(table.id());
        Optional<List<String>> key = wholeKey(table);
        if (key.isEmpty()) {
            return new Portion("(SELECT * FROM " + name + " LIMIT " + 2L * rows + ") AS t WHERE TRUE", Reach.SOME);
        }
        String columns = key.get().stream().map(MySqlNames::quote).collect(Collectors.joining(", "));
        String backwards = key.get().stream()
                .map(column -> MySqlNames.quote(column) + " DESC")
                .collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>();
        parts.add("(SELECT " + columns + " FROM " + name + " ORDER BY " + columns + " LIMIT " + rows + ")");
        parts.add("(SELECT " + columns + " FROM " + name + " ORDER BY " + backwards + " LIMIT " + rows + ")");
        Optional<KeyRange> range = KeyRange.of(mysql, table);
        if (range.isPresent()) {
            int each = Math.max(1, rows / STRIDES);
            for (BigInteger start : range.get().starts(STRIDES)) {
                parts.add("(SELECT " + columns + " FROM " + name + " WHERE " + columns + " >= " + start + " ORDER BY "
                        + columns + " LIMIT " + each + ")");
            }
        }
        String join = key.get().stream()
                .map(column -> Questions.quoted(column) + " = s." + MySqlNames.quote(column))
                .collect(Collectors.joining(" AND "));
        return new Portion(
                "(" + String.join(" UNION ", parts) + ") AS s JOIN " + name + " AS t ON " + join + " WHERE TRUE",
                range.isPresent() ? Reach.ENDS_AND_BETWEEN : Reach.ENDS);
    }

    /** The key's columns, unless only the start of one of them counts. */
    private static Optional<List<String>> wholeKey(CatalogTable table) {
        return table.key()
                .filter(key -> key.parts().stream()
                        .allMatch(part -> part instanceof CatalogIndex.Part.OfColumn column
                                && column.prefix().isEmpty()))
                .flatMap(CatalogIndex::columns);
    }

    /** The name of the key's column, if the key is a single integer. */
    static Optional<String> integerKey(CatalogTable table) {
        return wholeKey(table)
                .filter(key -> key.size() == 1)
                .map(key -> key.get(0))
                .filter(name -> {
                    CatalogColumn column = table.column(name);
                    return switch (column.column().type().kind()) {
                        case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
                        default -> false;
                    };
                });
    }
}
