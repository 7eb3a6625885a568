package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * What became of the comparison of one table.
 *
 * @param sourceRows as many as the scan of MySQL found
 * @param targetRows as many as PostgreSQL has of the same moment: the source's, less the missing, plus the extra ones.
 *     A plain count would differ by what is on its way
 * @param differences rows that differ, are missing or are too many
 * @param unsettled rows that changed too often to be compared
 * @param setAside rows that are not in PostgreSQL, or not up to date there, because a policy sets such rows aside,
 *     and that have an open dead letter; without one they are differences
 * @param samples some of the differences
 */
public record TableComparison(
        TableId source,
        TableId target,
        long sourceRows,
        long targetRows,
        long differences,
        long unsettled,
        long setAside,
        List<Sample> samples) {

    public static final int SAMPLES_MAX = 20;

    public TableComparison {
        samples = List.copyOf(samples);
        if (samples.size() > SAMPLES_MAX) {
            throw new IllegalArgumentException("more than " + SAMPLES_MAX + " samples of " + source);
        }
    }
}
