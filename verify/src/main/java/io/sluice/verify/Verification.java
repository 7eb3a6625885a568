package io.sluice.verify;

import java.util.List;

/**
 * The outcome of comparing a pipeline's source and target.
 *
 * @param tables in the order in which they were asked for
 * @param deadLetters records that the pipeline could not carry over
 */
public record Verification(String pipeline, List<TableComparison> tables, long deadLetters) {

    public Verification {
        tables = List.copyOf(tables);
    }

    public long differences() {
        return tables.stream().mapToLong(TableComparison::differences).sum();
    }

    public long unsettled() {
        return tables.stream().mapToLong(TableComparison::unsettled).sum();
    }

    public long setAside() {
        return tables.stream().mapToLong(TableComparison::setAside).sum();
    }

    /** Whether no difference was found. */
    public boolean equal() {
        return differences() == 0;
    }
}
