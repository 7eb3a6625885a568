package io.sluice.e2e.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of which each row arrives three times: by the load, by an insert and by an update of the stream. What it is
 * in PostgreSQL has to be the same each time.
 *
 * @param policies what the pipeline settles for this table
 * @param columns PostgreSQL's definition, as {@link TargetCatalog} prints it, by MySQL's, which starts with the name;
 *     beside them there is a primary key {@code id}
 * @param elements what else CREATE TABLE has in parentheses
 * @param options what follows the parentheses
 * @param rows what PostgreSQL prints, columns separated by {@code |}, by the SQL values to insert
 * @param objects all constraints and indexes that PostgreSQL has beside the primary key
 * @param applied values of the rows that each policy decides about
 */
record CaseTable(
        String name,
        Map<String, String> policies,
        Map<String, String> columns,
        List<String> elements,
        String options,
        Map<String, String> rows,
        List<String> objects,
        Map<String, Integer> applied) {

    /** In place of a row: it cannot be carried over, and is a dead letter. */
    static final String DEAD_LETTER = "dead-letter";

    /** What a row that the stream inserts has its key raised by. */
    static final int INSERTED = 100;

    /** The same of a row that the stream inserts with another row's values, and updates. */
    static final int UPDATED = 200;

    /** The same of a row that the stream inserts and deletes. */
    static final int DELETED = 300;

    CaseTable {
        policies = Absent.none(policies);
        columns = Absent.none(columns);
        elements = Absent.none(elements);
        options = Absent.none(options);
        rows = Absent.none(rows);
        objects = Absent.none(objects);
        applied = Absent.none(applied);
        if (name == null || columns.isEmpty()) {
            throw new IllegalArgumentException("a table has a name and columns, but this one is " + name + columns);
        }
    }

    /** The table and its rows for the load. */
    List<String> before() {
        List<String> statements = new ArrayList<>();
        List<String> parts = new ArrayList<>(List.of("id INT PRIMARY KEY"));
        parts.addAll(columns.keySet());
        parts.addAll(elements);
        statements.add("CREATE TABLE " + name + " (" + String.join(", ", parts) + ") " + options);
        statements.addAll(inserts(0, 0));
        return statements;
    }

    /** What happens to it while the pipeline runs. */
    List<String> stream() {
        List<String> statements = new ArrayList<>(inserts(INSERTED, 0));
        if (deadRows() == 0) {
            statements.addAll(inserts(UPDATED, 1));
            inserts(UPDATED, 0).forEach(insert -> statements.add(insert + otherwiseUpdate()));
        }
        statements.addAll(inserts(DELETED, 0));
        statements.add("DELETE FROM " + name + " WHERE id > " + DELETED);
        return statements;
    }

    private List<String> inserts(int offset, int shift) {
        List<String> values = List.copyOf(rows.keySet());
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            statements.add("INSERT INTO %s (id, %s) VALUES (%d, %s)"
                    .formatted(
                            name,
                            String.join(", ", written()),
                            offset + i + 1,
                            values.get((i + shift) % values.size())));
        }
        return statements;
    }

    private String otherwiseUpdate() {
        return written().stream()
                .map(column -> column + " = fresh." + column)
                .collect(Collectors.joining(", ", " AS fresh ON DUPLICATE KEY UPDATE ", ""));
    }

    private List<String> written() {
        return columns.keySet().stream()
                .filter(definition -> !definition.contains(" AS ("))
                .map(CaseTable::nameOf)
                .toList();
    }

    private static String nameOf(String definition) {
        int end = definition.startsWith("`") ? definition.indexOf('`', 1) + 1 : definition.indexOf(' ');
        return definition.substring(0, end);
    }

    /** All columns by name as PostgreSQL has to define them. */
    Map<String, String> expectedColumns() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("id", "integer NOT NULL");
        columns.forEach((definition, target) -> expected.put(nameOf(definition).replace("`", ""), target));
        return expected;
    }

    /** All rows by key as PostgreSQL has to print them. */
    Map<Integer, String> expectedRows() {
        Map<Integer, String> expected = new LinkedHashMap<>();
        List<Integer> offsets = deadRows() == 0 ? List.of(0, INSERTED, UPDATED) : List.of(0, INSERTED);
        for (int offset : offsets) {
            int id = offset + 1;
            for (String row : rows.values()) {
                if (!row.equals(DEAD_LETTER)) {
                    expected.put(id, row);
                }
                id++;
            }
        }
        return expected;
    }

    /** How many of the rows cannot be carried over. */
    long deadRows() {
        return rows.values().stream().filter(DEAD_LETTER::equals).count();
    }
}
