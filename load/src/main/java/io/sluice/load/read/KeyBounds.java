package io.sluice.load.read;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The order of a table's rows by their key, and bounds in it. MySQL alone compares keys, and writes the literals of bounds:
 * any other order than that of the key's own collation would leave rows out. Immutable.
 */
final class KeyBounds {

    private final List<String> columns;
    private final List<String> literals;

    private KeyBounds(List<String> columns, List<String> literals) {
        this.columns = columns;
        this.literals = literals;
    }

    /** @param table with a key */
    static KeyBounds of(CatalogTable table) {
        List<String> columns = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        for (String name : table.source().key()) {
            columns.add(MySqlNames.quote(name));
            literals.add(literal(table.column(name)));
        }
        return new KeyBounds(columns, literals);
    }

    /** The expressions, one for each column of the key, by which MySQL writes a row's key as literals. */
    List<String> literals() {
        return literals;
    }

    String order() {
        return " ORDER BY " + String.join(", ", columns);
    }

    /**
     * The condition of the rows between two bounds; empty if there is none.
     *
     * @param after the literals of the last key before the rows, or of its first columns; empty for none
     * @param upTo the last value of the first column
     */
    Optional<String> condition(List<String> after, Optional<String> upTo) {
        List<String> terms = new ArrayList<>();
        if (!after.isEmpty()) {
            if (after.size() > 1) {
                // Follows from the next term, but MySQL finds the place in the index by this one.
                terms.add(columns.get(0) + " >= " + after.get(0));
            }
            terms.add(after(after, 0));
        }
        upTo.ifPresent(literal -> terms.add(columns.get(0) + " <= " + literal));
        return terms.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", terms));
    }

    /** The condition of the rows that are not behind a key. */
    String notAfter(List<String> key) {
        return columns.get(0) + " <= " + key.get(0) + " AND NOT (" + after(key, 0) + ")";
    }

    /**
     * The condition of the rows that have one of the keys.
     *
     * @param keys as literals or parameters, at least one
     */
    String among(List<List<String>> keys) {
        return keys.stream()
                .map(key -> "(" + String.join(", ", key) + ")")
                .collect(Collectors.joining(", ", "(" + String.join(", ", columns) + ") IN (", ")"));
    }

    private String after(List<String> key, int column) {
        String greater = columns.get(column) + " > " + key.get(column);
        return column == key.size() - 1
                ? greater
                : "(" + greater + " OR (" + columns.get(column) + " = " + key.get(column) + " AND "
                        + after(key, column + 1) + "))";
    }

    private static String literal(CatalogColumn column) {
        SourceColumn source = column.column();
        String name = MySqlNames.quote(source.name());
        return switch (source.type().kind()) {
            // Their text is their literal.
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL -> name;
            // By their numbers, as they are sorted.
            case YEAR, BIT, ENUM, SET -> "CAST(CAST(" + name + " AS UNSIGNED) AS CHAR)";
            // As a DOUBLE: the text of a FLOAT has six digits only.
            case FLOAT, DOUBLE -> "CONCAT('(''', CAST(CAST(" + name + " AS DOUBLE) AS CHAR), ''' + 0e0)')";
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT ->
                "CONCAT('_" + charset(column) + " X''', HEX(" + name + "), '''')";
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> "CONCAT('X''', HEX(" + name + "), '''')";
            case DATE, TIME, DATETIME, TIMESTAMP, JSON, GEOMETRY, VECTOR, OTHER -> "QUOTE(CAST(" + name + " AS CHAR))";
        };
    }

    private static String charset(CatalogColumn column) {
        return column.collation().orElseThrow().replaceFirst("_.*", "");
    }
}
