package io.sluice.verify;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.KeyEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been found out about one table so far. Not thread-safe. */
final class TableTally {

    private static final int VALUE_CHARS_MAX = 500;

    private final TablePair pair;
    private final RowEquality equality;
    private final KeyEncoder keys;
    private final OpenLetters letters;
    private final LetterKeys known;
    private final SetAsideRows setAsideRows;

    /** The keys of the known letters whose rows have not been found to differ. */
    private final Set<String> inStep;

    private final List<Sample> samples = new ArrayList<>();
    private long changed;
    private long missing;
    private long extra;
    private long unsettled;
    private long setAside;
    private long setAsideMissing;

    /** Asks for the open letters of the table, so that it has to be made before its rows are read. */
    TableTally(TablePair pair, OpenLetters letters, Fence fence) throws SQLException {
        TableId table = pair.source().id();
        this.pair = pair;
        this.equality = new RowEquality(pair.target().columns());
        this.keys = new KeyEncoder(pair.target());
        this.letters = letters;
        this.known = letters.of(table);
        this.setAsideRows = new SetAsideRows(table, letters, fence, known);
        this.inStep = new HashSet<>(known.keys());
    }

    /** Counts a row of a keyed table that differs; of the rows one may be null. */
    void differs(Object[] source, Object[] target, String reason) throws SQLException, InterruptedException {
        String key = jsonKey(source == null ? target : source);
        inStep.remove(key);
        if (source != null && Unmappable.setsAside(source)) {
            setAsideRows.add(key, source, target, this);
            return;
        }
        if (source == null) {
            extra++;
        } else if (target == null) {
            missing++;
        } else {
            changed++;
        }
        sample(source, target, reason);
    }

    /** Counts rows of a keyless table of which the two sides have different numbers. */
    void counts(long source, long target) {
        missing += Math.max(0, source - target);
        extra += Math.max(0, target - source);
    }

    /**
     * Counts a row that a policy sets aside and that has an open letter: it is counted apart from the differences.
     *
     * @param isMissing whether PostgreSQL does not have it; else it has what the row was before
     */
    void setAside(boolean isMissing) {
        setAside++;
        setAsideMissing += isMissing ? 1 : 0;
    }

    /** Counts rows of a keyless table that a policy sets aside; which letters are theirs is not known. */
    void setAsideOfKeyless(long rows) {
        if (known.others()) {
            setAside += rows;
            setAsideMissing += rows;
        } else {
            missing += rows;
        }
    }

    /** Counts a row that a policy sets aside and that has no open letter; both images are null if it is no example. */
    void withoutLetter(boolean isMissing, Object[] source, Object[] target) {
        if (isMissing) {
            missing++;
        } else {
            changed++;
        }
        if (source != null) {
            sample(
                    source,
                    target,
                    unmappable(source) + "; a policy sets the row aside, and it has no open dead letter");
        }
    }

    void unsettled(long rows) {
        unsettled += rows;
    }

    /** Settles the letters of rows that are the same on both sides; to be called when all rows are counted. */
    void settleLetters() throws SQLException, InterruptedException {
        setAsideRows.settle(this);
        boolean equal = changed + missing + extra + unsettled + setAside == 0;
        // It is not counted which rows are unsettled.
        LetterKeys arrived = equal ? known : known.only(unsettled > 0 ? Set.of() : inStep);
        if (!arrived.isEmpty()) {
            letters.settle(pair.source().id(), arrived);
        }
    }

    private String jsonKey(Object[] row) {
        for (int index : pair.target().keyIndexes()) {
            if (row[index] == null || row[index] instanceof Unmappable) {
                return "";
            }
        }
        return new String(keys.key(row), StandardCharsets.UTF_8);
    }

    boolean wantsSamples() {
        return samples.size() < TableComparison.SAMPLES_MAX;
    }

    /** Keeps a row as an example, as long as there are few. */
    void sample(Object[] source, Object[] target, String reason) {
        if (!wantsSamples()) {
            return;
        }
        samples.add(new Sample(
                key(source == null ? target : source),
                Optional.ofNullable(source).map(this::texts),
                Optional.ofNullable(target).map(this::texts),
                source == null || target == null ? List.of() : differing(source, target),
                reason.isEmpty() && source != null ? unmappable(source) : reason));
    }

    TableComparison comparison(long sourceRows) {
        return new TableComparison(
                pair.source().id(),
                pair.target().id(),
                sourceRows,
                sourceRows - missing - setAsideMissing + extra,
                changed + missing + extra,
                unsettled,
                setAside,
                samples);
    }

    private Map<String, String> key(Object[] row) {
        TargetTable table = pair.target();
        Map<String, String> key = new LinkedHashMap<>();
        for (int index : table.keyIndexes()) {
            key.put(table.columns().get(index).name(), text(index, row[index]));
        }
        return key;
    }

    private Map<String, String> texts(Object[] row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            texts.put(pair.target().columns().get(i).name(), text(i, row[i]));
        }
        return texts;
    }

    private String text(int index, Object value) {
        String text = PgText.of(pair.target().columns().get(index).type(), value);
        return text == null || text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
    }

    private List<String> differing(Object[] source, Object[] target) {
        List<String> names = new ArrayList<>();
        List<TargetColumn> columns = pair.target().columns();
        for (int i = 0; i < source.length; i++) {
            if (!equality.same(i, source[i], target[i])) {
                names.add(columns.get(i).name());
            }
        }
        return names;
    }

    private static String unmappable(Object[] source) {
        List<String> reasons = new ArrayList<>();
        for (Object value : source) {
            if (value instanceof Unmappable unmappable) {
                reasons.add(unmappable.reason());
            }
        }
        return String.join("; ", reasons);
    }
}
