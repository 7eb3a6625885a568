package io.sluice.assess;

import io.sluice.schema.catalog.CatalogTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Counts, for one table, the values that each condition holds for: in one pass, and on the server, so that no rows travel. */
final class TableScan {

    /** Rows counted between two lines of progress. */
    private static final int STEP_ROWS = 500_000;

    private static final int STEPS_MAX = 10_000;

    /** Rows read, and for each condition how often it held. */
    record Counts(long rows, List<Long> yes) {

        Counts {
            yes = List.copyOf(yes);
        }

        private static Counts zero(int conditions) {
            return new Counts(0, Collections.nCopies(conditions, 0L));
        }

        private Counts plus(Counts other) {
            return new Counts(
                    rows + other.rows,
                    IntStream.range(0, yes.size())
                            .mapToObj(i -> yes.get(i) + other.yes.get(i))
                            .toList());
        }
    }

    private final Connection mysql;
    private final CatalogTable table;
    private final List<String> conditions;

    TableScan(Connection mysql, CatalogTable table, List<String> conditions) {
        this.mysql = mysql;
        this.table = table;
        this.conditions = List.copyOf(conditions);
    }

    Counts count(Portion portion) throws SQLException {
        StringBuilder select = new StringBuilder("SELECT COUNT(*)");
        conditions.forEach(
                condition -> select.append(", SUM(IF(").append(condition).append(", 1, 0))"));
        return SourceSql.rows(mysql, select + " FROM " + portion.from(), row -> {
                    List<Long> yes = new ArrayList<>();
                    for (int i = 0; i < conditions.size(); i++) {
                        yes.add(row.getLong(i + 2));
                    }
                    return new Counts(row.getLong(1), yes);
                })
                .get(0);
    }

    /** The same over all rows; of a large table with an integer key in steps, so that one sees how far it is. */
    Counts countAll(Consumer<String> progress) throws SQLException {
        long estimate = table.facts().estimatedRows();
        int steps = (int) Math.min(STEPS_MAX, estimate / STEP_ROWS + 1);
        Optional<KeyRange> range = steps == 1 ? Optional.empty() : KeyRange.of(mysql, table);
        if (range.isEmpty()) {
            return count(Portion.all(table));
        }
        BigInteger width = range.get().width(steps);
        Counts counts = Counts.zero(conditions.size());
        for (BigInteger start : range.get().starts(steps)) {
            BigInteger end = start.add(width).subtract(BigInteger.ONE);
            counts = counts.plus(count(Portion.range(table, range.get().column(), start, end)));
            progress.accept("%s: %s of about %s rows"
                    .formatted(
                            table.id(),
                            FigureText.count(counts.rows()),
                            FigureText.count(Math.max(estimate, counts.rows()))));
        }
        return counts;
    }

    /** The keys of some rows that a condition holds for; empty if the table has no key. */
    List<String> examples(Portion portion, String condition) throws SQLException {
        return new RowKeys(table).first(mysql, portion.from() + " AND (" + condition + ")");
    }
}
