package io.sluice.sink.apply;

import java.util.Optional;

/**
 * Where a batch is on its way into the target, and what its failed attempts have taught. Immutable.
 *
 * <pre>
 *        after(fault)
 *          ┌─────┐
 *          ▼     │
 *    ┌──▶ OPEN ──┴── commitSent ──▶ IN_DOUBT ── committed ──▶ COMMITTED
 *    │                                 │
 *    └──── after(fault), rolledBack ───┘
 * </pre>
 *
 * <p>A fault that another attempt on the same connection mends changes how the batch is tried, and keeps what earlier
 * faults have changed. All other faults end the run and leave the state as it is; the batch may be run again on another
 * connection.
 *
 * <table>
 *   <caption>What {@link #after} makes of a fault</caption>
 *   <tr><th>fault</th><th>AS_ONE</th><th>UPSERTED</th><th>IN_PARTS</th></tr>
 *   <tr><td>RECORD, FOREIGN_KEY</td><td>IN_PARTS</td><td>IN_PARTS</td><td>ends the run</td></tr>
 *   <tr><td>OCCUPIED</td><td>UPSERTED</td><td>IN_PARTS</td><td>ends the run</td></tr>
 *   <tr><td>LAYOUT</td><td colspan="3">the same way with layouts READ_AGAIN; the second time it ends the run</td></tr>
 *   <tr><td>PASSING, TIMEOUT, LASTING</td><td colspan="3">ends the run</td></tr>
 * </table>
 *
 * @param sent what the commit that was sent does; empty while the batch is OPEN
 */
record BatchState(Stage stage, Way way, Layouts layouts, Optional<Applied> sent) {

    /** The state of a new batch. */
    static final BatchState NEW = open(Way.AS_ONE, Layouts.AS_KNOWN);

    /** The state of a new batch that may have more dead letters than its partitions may make. */
    static final BatchState NEW_IN_PARTS = open(Way.IN_PARTS, Layouts.AS_KNOWN);

    enum Stage {
        /** Nothing of the batch is in the target. */
        OPEN,
        /** A commit was sent and not answered. The offsets in the target tell whether it has happened. */
        IN_DOUBT,
        /** The batch is in the target. */
        COMMITTED
    }

    /** How the batch is tried. */
    enum Way {
        /** All changes as sets of rows; rows of a snapshot are copied straight into their table. */
        AS_ONE,
        /** The same after a copy met rows that were there: {@code TargetTables} has that table's rows upserted. */
        UPSERTED,
        /** In halves, and halves of these, see {@link Bisection}. */
        IN_PARTS
    }

    /** Whether the tables' layouts were read again for this batch, which helps once at most. */
    enum Layouts {
        AS_KNOWN,
        READ_AGAIN
    }

    BatchState {
        if ((stage == Stage.OPEN) != sent.isEmpty()) {
            throw new IllegalArgumentException(stage + " does not go with a commit that is " + sent);
        }
    }

    /** To be entered before the commit is sent: its answer may be lost. */
    BatchState commitSent(Applied applied) {
        require(Stage.OPEN);
        return new BatchState(Stage.IN_DOUBT, way, layouts, Optional.of(applied));
    }

    /** The server has confirmed the commit, or the offsets say that it has happened. */
    BatchState committed() {
        require(Stage.IN_DOUBT);
        return new BatchState(Stage.COMMITTED, way, layouts, sent);
    }

    /** The offsets say that the commit has not happened. */
    BatchState rolledBack() {
        require(Stage.IN_DOUBT);
        return open(way, layouts);
    }

    /** The state to go on from after a fault, once the transaction is rolled back; empty if the fault ends the run. */
    Optional<BatchState> after(SqlFault fault) {
        return switch (fault) {
            case RECORD, FOREIGN_KEY -> inParts();
            // Upserts help once: where the batch empties the table first, its own rows stand in each other's way.
            case OCCUPIED -> way == Way.AS_ONE ? Optional.of(open(Way.UPSERTED, layouts)) : inParts();
            case LAYOUT -> layouts == Layouts.AS_KNOWN ? Optional.of(open(way, Layouts.READ_AGAIN)) : Optional.empty();
            case PASSING, TIMEOUT, LASTING -> Optional.empty();
        };
    }

    private Optional<BatchState> inParts() {
        return way == Way.IN_PARTS ? Optional.empty() : Optional.of(open(Way.IN_PARTS, layouts));
    }

    private static BatchState open(Way way, Layouts layouts) {
        return new BatchState(Stage.OPEN, way, layouts, Optional.empty());
    }

    private void require(Stage expected) {
        if (stage != expected) {
            throw new IllegalStateException("a batch that is " + stage + " should be " + expected);
        }
    }
}
