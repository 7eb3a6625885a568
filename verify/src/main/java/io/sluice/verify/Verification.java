package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * The outcome of comparing a pipeline's source and target.
 *
 * @param tables in the order in which they were asked for
 * @param onlyInTarget tables that PostgreSQL has and the pipeline does not migrate, by their names there
 * @param letters records that the pipeline could not carry over
 */
public record Verification(
        String pipeline, List<TableComparison> tables, List<TableId> onlyInTarget, LetterTally letters) {

    public Verification {
        tables = List.copyOf(tables);
        onlyInTarget = List.copyOf(onlyInTarget);
    }

    /** Rows of the compared tables. */
    public long differences() {
        return tables.stream().mapToLong(TableComparison::differences).sum();
    }

    public long unsettled() {
        return tables.stream().mapToLong(TableComparison::unsettled).sum();
    }

    public long setAside() {
        return tables.stream().mapToLong(TableComparison::setAside).sum();
    }

    /** Whether both sides are known to hold the same: every row was compared, and nothing is on one side only. */
    public boolean equal() {
        return differences() == 0
                && unsettled() == 0
                && setAside() == 0
                && letters.total() == 0
                && onlyInTarget.isEmpty();
    }
}
