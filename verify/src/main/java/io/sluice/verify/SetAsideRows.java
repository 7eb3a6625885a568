package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one keyed table that a policy sets aside. Each is to have an open dead letter; one without is a difference that
 * nobody would hear of otherwise. A row that has changed only now gets its letter until the next fence. Not thread-safe.
 */
final class SetAsideRows {

    /** As many keys are in memory at most. */
    private static final int WAITING_MAX = 20_000;

    /** One row; of most, only the key and whether PostgreSQL lacks it are kept, and both images are null. */
    private record Row(String key, boolean missing, Object[] source, Object[] target) {}

    private final TableId table;
    private final OpenLetters letters;
    private final Fence fence;
    private final LetterKeys known;
    private final List<Row> waiting = new ArrayList<>();

    /** @param known those that are open before the rows are read */
    SetAsideRows(TableId table, OpenLetters letters, Fence fence, LetterKeys known) {
        this.table = table;
        this.letters = letters;
        this.fence = fence;
        this.known = known;
    }

    /**
     * Takes a row.
     *
     * @param key empty if it cannot be mapped
     * @param target null if PostgreSQL does not have it
     */
    void add(String key, Object[] source, Object[] target, TableTally tally) throws SQLException, InterruptedException {
        if (known.mayHave(key)) {
            tally.setAside(target == null);
            return;
        }
        boolean sample = waiting.size() < TableComparison.SAMPLES_MAX;
        waiting.add(new Row(key, target == null, sample ? source : null, sample ? target : null));
        if (waiting.size() == WAITING_MAX) {
            settle(tally);
        }
    }

    /** Decides about the rows that have had no letter so far. */
    void settle(TableTally tally) throws SQLException, InterruptedException {
        if (waiting.isEmpty()) {
            return;
        }
        fence.pass();
        LetterKeys now = letters.of(table);
        for (Row row : waiting) {
            if (now.mayHave(row.key())) {
                tally.setAside(row.missing());
            } else {
                tally.withoutLetter(row.missing(), row.source(), row.target());
            }
        }
        waiting.clear();
    }
}
