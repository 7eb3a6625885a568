package io.sluice.assess;

import io.sluice.schema.catalog.CatalogTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts, for one table, the values that each question is about: in one pass, and on the server, so that no rows travel. */
final class TableScan {

    /** Rows counted between two lines of progress. */
    private static final int STEP_ROWS = 500_000;

    private static final int STEPS_MAX = 10_000;

    /** Rows read, and for each question how often the answer was yes. */
    record Counts(long rows, long[] yes) {

        private static Counts zero(int questions) {
            return new Counts(0, new long[questions]);
        }

        private Counts plus(Counts other) {
            long[] sums = yes.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.yes[i];
            }
            return new Counts(rows + other.rows, sums);
        }
    }

    private final Connection mysql;
    private final CatalogTable table;
    private final List<Question> questions;

    TableScan(Connection mysql, CatalogTable table, List<Question> questions) {
        this.mysql = mysql;
        this.table = table;
        this.questions = List.copyOf(questions);
    }

    Counts count(Portion portion) throws SQLException {
        StringBuilder select = new StringBuilder("SELECT COUNT(*)");
        questions.forEach(question ->
                select.append(", SUM(IF(").append(question.condition()).append(", 1, 0))"));
        return SourceSql.rows(mysql, select + " FROM " + portion.from(), row -> {
                    long[] yes = new long[questions.size()];
                    for (int i = 0; i < yes.length; i++) {
                        yes[i] = row.getLong(i + 2);
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
        Counts counts = Counts.zero(questions.size());
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
