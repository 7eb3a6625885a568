package io.sluice.control.letter;

import io.sluice.core.letter.DeadLetter;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.RowKeyReader;
import io.sluice.core.wire.Topics;
import io.sluice.load.LoadSource;
import io.sluice.load.remove.ExtraRow;
import io.sluice.load.remove.RowRemoval;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.verify.Fence;
import io.sluice.verify.LetterKeys;
import io.sluice.verify.SourceKeys;
import io.sluice.verify.TablePair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replays dead letters: the rows that they name are read anew from MySQL and sent, or removed if MySQL does not have them. Rows
 * are locked on MySQL until Kafka has them, as in a reload, so that later changes stand behind them. A replay that is stopped
 * leaves its letters open, and can be done again. Not thread-safe.
 */
public final class LetterReplay {

    /** Of a table with more, so many are tried first: if all of them are refused again, the others would be too. */
    private static final int TRIAL_ROWS = 10;

    /** Locked and in memory at once; each may be as large as a record may be. */
    private static final int LOCKED_ROWS_MAX = 10;

    private final LoadSource source;
    private final Fence fence;
    private final LetterLedger ledger;
    private final LetterReading reading;

    /** @param fence of the pipeline */
    public LetterReplay(LoadSource source, Fence fence, LetterLedger ledger, LetterReading reading) {
        this.source = source;
        this.fence = fence;
        this.ledger = ledger;
        this.reading = reading;
    }

    /**
     * Returns when the rows have arrived, or have become dead letters again.
     *
     * @throws io.sluice.core.failure.SluiceException if a number of the selection is not that of an open letter, or the rows
     *     cannot arrive since something is stopped
     */
    public List<ReplayedTable> replay(LetterSelection selection) throws SQLException, InterruptedException {
        reading.readOn();
        Map<String, List<DeadLetter>> byTopic = new LinkedHashMap<>();
        for (TrackedLetter letter : Letters.requireOpen(selection, ledger)) {
            byTopic.computeIfAbsent(letter.letter().origin().topic(), topic -> new ArrayList<>())
                    .add(letter.letter());
        }
        if (byTopic.isEmpty()) {
            return List.of();
        }
        // Nothing is sent that could not arrive.
        fence.pass();
        List<ReplayedTable> replayed = new ArrayList<>();
        for (CatalogTable table : source.tables().values()) {
            List<DeadLetter> letters = new ArrayList<>();
            topics(table.id())
                    .forEach(topic -> Optional.ofNullable(byTopic.remove(topic)).ifPresent(letters::addAll));
            if (!letters.isEmpty()) {
                replayed.add(replay(table, letters));
            }
        }
        byTopic.forEach((topic, letters) -> replayed.add(ReplayedTable.none(
                topic, letters.size(), "it is the topic of no table that the pipeline has; discard its letters")));
        return replayed;
    }

    /** The topics of a table's letters. */
    public Set<String> topics(TableId table) {
        Topics topics = source.pipeline().topics();
        return Set.of(topics.raw(table), topics.output(source.rules().target(table)));
    }

    private ReplayedTable replay(CatalogTable table, List<DeadLetter> letters)
            throws SQLException, InterruptedException {
        Map<String, ExtraRow> rows = rows(TablePair.of(table.source(), source.rules()), letters);
        int keyless = (int) letters.stream()
                .filter(letter ->
                        letter.key().map(key -> !rows.containsKey(key)).orElse(true))
                .count();
        Optional<String> reload = keyless == 0
                ? Optional.empty()
                : Optional.of("which rows they are is not known: reload the table by 'sluice reload'");
        if (rows.isEmpty()) {
            return ReplayedTable.none(table.id().toString(), keyless, reload.orElseThrow());
        }
        Replay replay = new Replay(table.id());
        List<String> keys = List.copyOf(rows.keySet());
        List<String> trial = keys.subList(0, Math.min(TRIAL_ROWS, keys.size()));
        replay.send(trial, rows);
        if (trial.size() < keys.size() && replay.refused() == trial.size()) {
            int rest = (int) letters.stream()
                    .filter(letter -> !trial.contains(letter.key().orElse("")))
                    .count();
            return replay.end(
                    rest,
                    Optional.of("all of the first " + TRIAL_ROWS + " rows were refused again: correct the cause"));
        }
        replay.send(keys.subList(trial.size(), keys.size()), rows);
        return replay.end(keyless, reload);
    }

    /** The rows of the letters whose keys are known, by these. */
    private static Map<String, ExtraRow> rows(TablePair pair, List<DeadLetter> letters) {
        RowKeyReader reader = new RowKeyReader(pair.target());
        Map<String, ExtraRow> rows = new LinkedHashMap<>();
        for (DeadLetter letter : letters) {
            letter.key().ifPresent(key -> {
                try {
                    Object[] row = reader.row(key);
                    rows.put(key, new ExtraRow(row, SourceKeys.of(pair, row)));
                } catch (IllegalArgumentException e) {
                    // The key is of an earlier primary key: which row it is now is not known.
                }
            });
        }
        return rows;
    }

    /** The replay of one table. */
    private final class Replay {

        private final TableId table;
        private final Set<String> topics;
        private final long before;
        private final Set<String> sent = new HashSet<>();
        private int removed;
        private int refused;
        private int letters;

        Replay(TableId table) throws SQLException {
            this.table = table;
            this.topics = topics(table);
            this.before = ledger.keys(topics).before();
        }

        private List<DeadLetter> open() throws SQLException {
            return ledger.openOf(LetterSelection.ofTopics(topics)).stream()
                    .map(TrackedLetter::letter)
                    .toList();
        }

        /** Sends rows, and finds out what has become of them. */
        void send(List<String> keys, Map<String, ExtraRow> rows) throws SQLException, InterruptedException {
            if (keys.isEmpty()) {
                return;
            }
            try (RowRemoval removal = source.replay(table, "replay-" + System.currentTimeMillis())) {
                for (int from = 0; from < keys.size(); from += LOCKED_ROWS_MAX) {
                    List<String> some = keys.subList(from, Math.min(from + LOCKED_ROWS_MAX, keys.size()));
                    removed += removal.remove(some.stream().map(rows::get).toList());
                }
            }
            fence.pass();
            reading.readOn();
            sent.addAll(keys);
            Set<String> again = new HashSet<>();
            open().stream()
                    .filter(letter -> letter.number() >= before)
                    .forEach(letter -> letter.key().filter(sent::contains).ifPresent(again::add));
            refused = again.size();
            letters += ledger.moveRows(topics, new LetterKeys(before, Set.copyOf(keys), false), LetterState.REPLAYED);
        }

        int refused() {
            return refused;
        }

        ReplayedTable end(int left, Optional<String> hindrance) {
            return new ReplayedTable(
                    table.toString(), letters, sent.size() - removed, removed, refused, left, hindrance);
        }
    }
}
