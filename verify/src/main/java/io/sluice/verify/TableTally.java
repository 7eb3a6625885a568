package io.sluice.verify;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been found out about one table so far. Not thread-safe. */
final class TableTally {

    private static final int VALUE_CHARS_MAX = 500;

    private final TablePair pair;
    private final RowEquality equality;
    private final List<Sample> samples = new ArrayList<>();
    private long changed;
    private long missing;
    private long extra;
    private long unsettled;
    private long setAside;
    private long setAsideMissing;

    TableTally(TablePair pair) {
        this.pair = pair;
        this.equality = new RowEquality(pair.target().columns());
    }

    /** Counts a row of a keyed table that differs; of the rows one may be null. */
    void differs(Object[] source, Object[] target, String reason) {
        if (source != null && Unmappable.setsAside(source)) {
            setAside(target == null ? 1 : 0, target == null ? 0 : 1);
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
     * Counts rows that a policy sets aside: they are counted apart from the differences.
     *
     * @param without rows that PostgreSQL does not have
     * @param with rows of which PostgreSQL has what they were before
     */
    void setAside(long without, long with) {
        setAside += without + with;
        setAsideMissing += without;
    }

    void unsettled(long rows) {
        unsettled += rows;
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
