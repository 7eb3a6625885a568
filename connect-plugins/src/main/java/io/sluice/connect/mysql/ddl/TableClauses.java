package io.sluice.connect.mysql.ddl;

import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.name.MySqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a CREATE TABLE, ALTER TABLE or DROP INDEX says in detail.
 *
 * @param columns those that it names, with their names after it
 * @param dropped indexes and constraints
 * @param replacesRows whether it takes rows away or exchanges them, which the log does not say
 * @param comment of the table; empty if the statement says nothing of it
 * @param clauses how many an ALTER TABLE has
 * @param keys whether it says anything of indexes, constraints and collations
 */
public record TableClauses(
        List<ColumnClause> columns,
        List<DroppedPart> dropped,
        boolean replacesRows,
        Optional<String> comment,
        int clauses,
        Keys keys) {

    public TableClauses {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
    }

    /** @param sql as a session with the default {@code sql_mode} would write it */
    public static TableClauses of(String sql) {
        return new ClauseReader(SqlScanner.scan(sql, SqlMode.DEFAULT)).read();
    }

    /** What is said of the column that has this name after the statement. */
    public Optional<ColumnClause> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether a column gets the name that another one gives up, which Debezium's parser takes for one column. */
    public boolean passesNamesOn() {
        return columns.stream()
                .anyMatch(column -> column.formerName().isPresent()
                        && !column.name().equalsIgnoreCase(column.formerName().get())
                        && renames(column.name()));
    }

    /**
     * Statements after which the columns have their new names as well, and which Debezium's parser understands; none if the
     * statement does more than that.
     *
     * @param table its name in full and in quotes
     */
    public List<String> renamedInTwoSteps(String table) {
        boolean alone = clauses == columns.size()
                && columns.stream()
                        .allMatch(column -> column.formerName().isPresent()
                                && column.definition().isEmpty()
                                && column.defaultValue().isEmpty());
        if (!alone) {
            return List.of();
        }
        List<String> away = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (ColumnClause column : columns) {
            String between = MySqlNames.quote("sluice " + columns.indexOf(column));
            away.add("RENAME COLUMN " + MySqlNames.quote(column.formerName().orElseThrow()) + " TO " + between);
            back.add("RENAME COLUMN " + between + " TO " + MySqlNames.quote(column.name()));
        }
        return List.of(
                "ALTER TABLE " + table + " " + String.join(", ", away),
                "ALTER TABLE " + table + " " + String.join(", ", back));
    }

    /** Whether a column that had this name before has another one after the statement. */
    public boolean renames(String formerName) {
        return columns.stream()
                .anyMatch(column ->
                        column.formerName().filter(formerName::equalsIgnoreCase).isPresent()
                                && !column.name().equalsIgnoreCase(formerName));
    }
}
