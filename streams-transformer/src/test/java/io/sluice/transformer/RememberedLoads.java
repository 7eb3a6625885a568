package io.sluice.transformer;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.transformer.load.Loads;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A load as a test has it. */
final class RememberedLoads implements Loads {

    private final Map<String, Long> beginnings = new HashMap<>();
    private final Map<TableId, SourcePosition> moments = new HashMap<>();
    private final Map<TableId, SourcePosition> highs = new HashMap<>();

    /** The log of a raw topic begins anew at this offset. */
    void begins(String topic, long offset) {
        beginnings.put(topic, offset);
    }

    /** A table without a key was loaded as it was at this position. */
    void loadedAt(TableId table, SourcePosition moment) {
        moments.put(table, moment);
    }

    /** Rows of a table were loaded with the structure of this position. */
    void readUntil(TableId table, SourcePosition high) {
        highs.put(table, high);
    }

    @Override
    public Optional<SourcePosition> structure(TableId table) {
        return Optional.empty();
    }

    @Override
    public boolean isLoadedAfter(TableId table, SourcePosition position) {
        SourcePosition high = highs.get(table);
        return high != null && high.compareTo(position) > 0;
    }

    @Override
    public long beginning(String topic) {
        return beginnings.getOrDefault(topic, 0L);
    }

    @Override
    public Optional<SourcePosition> moment(TableId table) {
        return Optional.ofNullable(moments.get(table));
    }
}
