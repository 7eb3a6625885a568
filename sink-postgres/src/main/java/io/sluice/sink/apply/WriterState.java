package io.sluice.sink.apply;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What the writer's thread is doing. Immutable.
 *
 * <pre>
 *            begin                   giveUp
 *   IDLE ───────────▶ WORKING ───────────────────▶ GIVING_UP
 *    ▲                   │                             │
 *    └────── finish ─────┴─────────── finish ──────────┘
 *
 *   IDLE, WORKING, GIVING_UP ── stop ──▶ STOPPING
 *   any ── fail ──▶ FAILED
 * </pre>
 *
 * <p>STOPPING and FAILED are final: only {@code fail} leads out of STOPPING, and nothing out of FAILED.
 *
 * @param inHand the partitions of the transaction under way; empty if there is none
 * @param failure what the thread has died of; present if it has FAILED
 */
record WriterState(Phase phase, Set<TopicPartition> inHand, Optional<RuntimeException> failure) {

    /** The state of a thread that has not begun anything. */
    static final WriterState NEW = of(Phase.IDLE, Set.of());

    enum Phase {
        /** Waits for work. */
        IDLE,
        /** A transaction is under way. */
        WORKING,
        /** The transaction under way was cancelled, since a partition of it was closed. The next one may begin after it. */
        GIVING_UP,
        /** The task stops. The transaction under way, if there is one, was cancelled, and no other begins. */
        STOPPING,
        /** The thread has died of an error. */
        FAILED
    }

    WriterState {
        inHand = Set.copyOf(inHand);
        boolean valid =
                switch (phase) {
                    case IDLE, FAILED -> inHand.isEmpty();
                    case WORKING, GIVING_UP -> !inHand.isEmpty();
                    case STOPPING -> true;
                };
        if (!valid || (phase == Phase.FAILED) != failure.isPresent()) {
            throw new IllegalArgumentException(phase + " with " + inHand + " in hand and failure " + failure);
        }
    }

    private static WriterState of(Phase phase, Set<TopicPartition> inHand) {
        return new WriterState(phase, inHand, Optional.empty());
    }

    /** A transaction of these partitions begins. */
    WriterState begin(Set<TopicPartition> partitions) {
        if (phase != Phase.IDLE) {
            throw new IllegalStateException("no transaction may begin while the writer is " + phase);
        }
        return of(Phase.WORKING, partitions);
    }

    /** The transaction under way is cancelled. */
    WriterState giveUp() {
        return switch (phase) {
            case WORKING, GIVING_UP -> of(Phase.GIVING_UP, inHand);
            case STOPPING -> this;
            case IDLE, FAILED -> throw new IllegalStateException("the writer is " + phase + " and has nothing in hand");
        };
    }

    /** The transaction under way has ended, committed or not. */
    WriterState finish() {
        return switch (phase) {
            case WORKING, GIVING_UP -> NEW;
            case STOPPING -> of(Phase.STOPPING, Set.of());
            case IDLE, FAILED -> throw new IllegalStateException("the writer is " + phase + " and has nothing in hand");
        };
    }

    /** The task stops. */
    WriterState stop() {
        return switch (phase) {
            case IDLE, WORKING, GIVING_UP, STOPPING -> of(Phase.STOPPING, inHand);
            case FAILED -> this;
        };
    }

    /** The thread dies of an error. */
    WriterState fail(RuntimeException reason) {
        return new WriterState(Phase.FAILED, Set.of(), Optional.of(reason));
    }
}
