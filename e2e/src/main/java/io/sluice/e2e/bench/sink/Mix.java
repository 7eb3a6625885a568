package io.sluice.e2e.bench.sink;

import io.sluice.core.model.Operation;
import java.util.random.RandomGenerator;

/** Which operations a workload's changes are, and whether its tables have rows before. */
enum Mix {
    /** Rows that a snapshot read, into empty tables. */
    SNAPSHOT(Before.EMPTY) {
        @Override
        Operation next(RandomGenerator random) {
            return Operation.READ;
        }
    },
    /** New rows, beside those that are there. */
    INSERTS(Before.FILLED) {
        @Override
        Operation next(RandomGenerator random) {
            return Operation.INSERT;
        }
    },
    /** New versions of rows that are there. */
    UPDATES(Before.FILLED) {
        @Override
        Operation next(RandomGenerator random) {
            return Operation.UPDATE;
        }
    },
    /** Of ten changes six updates, three inserts and a delete. */
    MIXED(Before.FILLED) {
        @Override
        Operation next(RandomGenerator random) {
            int of = random.nextInt(10);
            return of < 6 ? Operation.UPDATE : of < 9 ? Operation.INSERT : Operation.DELETE;
        }
    };

    /** What a table holds when a drain begins. */
    enum Before {
        EMPTY,
        FILLED
    }

    private final Before before;

    Mix(Before before) {
        this.before = before;
    }

    Before before() {
        return before;
    }

    abstract Operation next(RandomGenerator random);
}
