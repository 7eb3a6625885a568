package io.sluice.e2e.bench.sink;

import java.util.ArrayList;
import java.util.List;

/** The settings of Debezium's JDBC sink that decide on its speed. */
record PeerSettings(int batchRows, Statements statements, Reduction reduction, int tasks) {

    /** How rows become statements. */
    enum Statements {
        /** One for each row, in a JDBC batch. */
        SINGLE,
        /** The same, made to a few with many rows by the driver. */
        REWRITTEN,
        /** One with an array for each column. */
        UNNEST
    }

    /** Whether only the last change of a row in a batch is applied. */
    enum Reduction {
        OFF,
        ON
    }

    static final PeerSettings USUAL = new PeerSettings(2_000, Statements.SINGLE, Reduction.OFF, 1);

    PeerSettings withBatchRows(int changed) {
        return new PeerSettings(changed, statements, reduction, tasks);
    }

    PeerSettings with(Statements changed) {
        return new PeerSettings(batchRows, changed, reduction, tasks);
    }

    PeerSettings with(Reduction changed) {
        return new PeerSettings(batchRows, statements, changed, tasks);
    }

    PeerSettings withTasks(int changed) {
        return new PeerSettings(batchRows, statements, reduction, changed);
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        words.add("batch.size=" + batchRows);
        switch (statements) {
            case SINGLE -> {}
            case REWRITTEN -> words.add("reWriteBatchedInserts");
            case UNNEST -> words.add("unnest");
        }
        if (reduction == Reduction.ON) {
            words.add("reduction buffer");
        }
        words.add(tasks == 1 ? "1 task" : tasks + " tasks");
        return String.join(", ", words);
    }
}
