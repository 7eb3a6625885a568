package io.sluice.sink.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The temporary tables that rows are copied into on their way to an upsert; one for each list of column types, whatever
 * tables the rows are for. Emptied by each commit; within a transaction a number tells the rows of one step from those
 * of others. Not thread-safe.
 */
public final class Staging {

    private final Map<List<String>, String> names = new HashMap<>();
    private int steps;

    /**
     * Room for the rows of one step.
     *
     * @param table its name; the columns are {@code step}, then {@code c1}, {@code c2} and so on
     * @param create makes it unless this connection has it
     */
    public record Stage(String table, SqlStatement create, int step) {}

    /** @param types of the columns, as SQL */
    public Stage stage(List<String> types) {
        String name = names.computeIfAbsent(types, absent -> "pg_temp.sluice_stage_" + (names.size() + 1));
        return new Stage(name, SqlStatement.of(create(name, types)), ++steps);
    }

    private static String create(String name, List<String> types) {
        StringBuilder sql = new StringBuilder("CREATE TEMPORARY TABLE IF NOT EXISTS ")
                .append(name)
                .append(" (step integer");
        for (int i = 0; i < types.size(); i++) {
            sql.append(", c").append(i + 1).append(' ').append(types.get(i));
        }
        return sql.append(") ON COMMIT DELETE ROWS").toString();
    }
}
