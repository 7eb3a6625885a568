package io.sluice.sink.apply;

import io.sluice.sink.apply.WriterState.Phase;
import io.sluice.sink.change.Change;
import io.sluice.sink.plan.ChangeBuffer;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the target in a thread of its own. Whenever the thread is idle it takes the changes that have gathered, up
 * to a batch, and applies them in one transaction. So batches are small under little load and full under much.
 *
 * <p>Its public methods are for the task's thread, the others for the {@link WriterThread}. What the two threads share
 * is guarded by this object's monitor.
 */
public final class TargetWriter {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);

    /** How long to wait for the end of a transaction, and again for its end after it was cancelled. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration FOREVER = Duration.ofDays(10_000);

    /** How long a partition that waits for another one is left alone. Bounds what attempts in vain cost. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How often to look whether stopped partitions may go on. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** How much the writer has to do. */
    public enum Load {
        /** Nothing, and so nothing can fail. */
        IDLE,
        BUSY,
        /** So much that no more records should be read. */
        FULL
    }

    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final BatchExecutor executor;
    private final WriterThread thread;
    private final ChangeBuffer gathered;
    private final OwnedPartitions owned = new OwnedPartitions();
    private WriterState state = WriterState.NEW;
    private long lookedNanos = System.nanoTime();

    /** What is given belongs to the writer from {@link #start} on, and nobody else may use it. */
    public TargetWriter(
            String name, TargetSession session, AppliedOffsets offsets, BatchExecutor executor, ChangeBuffer gathered) {
        this.session = session;
        this.offsets = offsets;
        this.executor = executor;
        this.gathered = gathered;
        this.thread = new WriterThread(name, this, session, offsets, executor);
    }

    public void start() {
        thread.start();
    }

    /** Has partitions taken over from whichever task had them, before anything else is done. */
    public synchronized void claim(Collection<TopicPartition> partitions) {
        owned.claim(partitions);
        notifyAll();
    }

    /**
     * The offsets to read partitions from. Each partition is returned once after it was taken over, and once more
     * whenever it has waited for another partition, or was stopped.
     */
    public synchronized Map<TopicPartition, Long> takeReadable() {
        return owned.takeReadable(System.nanoTime());
    }

    /** The partitions that are not to be read, since a flood of dead letters or a schema change has stopped them. */
    public synchronized Set<TopicPartition> stopped() {
        return owned.stopped();
    }

    /**
     * Has changes applied, of partitions that {@link #takeReadable} has returned. Changes of partitions that wait or are
     * stopped are dropped: they are read again.
     */
    public synchronized void add(List<Change> changes) {
        if (owned.isAnyHeld()) {
            changes.stream().filter(change -> !owned.isHeld(change.partition())).forEach(gathered::add);
        } else {
            changes.forEach(gathered::add);
        }
        notifyAll();
    }

    /**
     * Waits as long as the load is full, but no longer than told.
     *
     * @throws ConnectException if the writer has failed
     */
    public synchronized Load await(Duration longest) {
        awaitUntil(() -> load() != Load.FULL, longest);
        if (state.failure().isPresent()) {
            throw state.failure().get();
        }
        return load();
    }

    private Load load() {
        if (!owned.toClaim().isEmpty() || gathered.isFull()) {
            return Load.FULL;
        }
        return gathered.isEmpty() && state.inHand().isEmpty() && !owned.isAnyHeld() ? Load.IDLE : Load.BUSY;
    }

    /** The next offsets of all partitions taken over: all records before them are in the target. */
    public synchronized Map<TopicPartition, Long> applied() {
        return owned.applied();
    }

    /**
     * Stops writing to partitions: drops their changes, and waits some seconds for the end of a transaction that touches
     * them. A transaction that takes longer is given up.
     *
     * @return the other partitions of a transaction given up. They are taken over anew, and must be read again from
     *     where the target is then
     */
    public synchronized Set<TopicPartition> close(Collection<TopicPartition> partitions) {
        Set<TopicPartition> closing = Set.copyOf(partitions);
        owned.close(closing);
        gathered.drop(closing);
        BooleanSupplier untouched = () -> Collections.disjoint(state.inHand(), closing);
        if (awaitUntil(untouched, GRACE)) {
            return Set.of();
        }
        Set<TopicPartition> others = owned.claimedAmong(state.inHand());
        owned.claim(others);
        gathered.drop(others);
        state = state.giveUp();
        cancel();
        awaitUntil(untouched, GRACE);
        return others;
    }

    /** Ends the thread and its session, and gives up the transaction under way. */
    public void end() {
        synchronized (this) {
            state = state.stop();
            if (!state.inHand().isEmpty()) {
                cancel();
            }
            notifyAll();
        }
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The writer has not ended yet, but will not commit anything");
        }
    }

    private void cancel() {
        session.cancel();
        thread.interrupt();
    }

    /** Waits in the monitor until the condition holds or the writer has failed; false if that takes too long. */
    private boolean awaitUntil(BooleanSupplier condition, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (state.failure().isEmpty() && !condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("The task was stopped while it waited", e);
        }
    }

    /** Waits for the next job, which begins with this call; empty if the task stops. */
    synchronized Optional<WriterJob> next() {
        BooleanSupplier wanted =
                () -> state.phase() == Phase.STOPPING || !owned.toClaim().isEmpty() || !gathered.isEmpty();
        boolean found = false;
        while (!found) {
            // Only this thread stops partitions and takes them over, so that no look becomes due earlier.
            found = awaitUntil(() -> wanted.getAsBoolean() || isLookDue() || isCatchUpDue(), untilLook());
        }
        if (state.phase() == Phase.STOPPING) {
            return Optional.empty();
        }
        offsets.release(owned.takeClosed());
        WriterJob job = nextJob();
        state = state.begin(job.partitions());
        return Optional.of(job);
    }

    private WriterJob nextJob() {
        Set<TopicPartition> toClaim = owned.toClaim();
        if (!toClaim.isEmpty()) {
            return new WriterJob.TakeOver(toClaim);
        }
        if (isLookDue()) {
            lookedNanos = System.nanoTime();
            return new WriterJob.Look(owned.stopped());
        }
        if (isCatchUpDue()) {
            return new WriterJob.CatchUpLook(owned.read());
        }
        return new WriterJob.Application(gathered.take());
    }

    private boolean isLookDue() {
        return !owned.stopped().isEmpty() && System.nanoTime() - lookedNanos >= LOOK.toNanos();
    }

    private boolean isCatchUpDue() {
        return executor.untilCatchUp().compareTo(Duration.ZERO) <= 0
                && !owned.read().isEmpty();
    }

    private Duration untilLook() {
        Duration due = executor.untilCatchUp();
        // If it is due and there is nothing to look at, only a partition that is taken over changes that.
        Duration catchUp = due.compareTo(Duration.ZERO) > 0 ? due : FOREVER;
        return owned.stopped().isEmpty() || catchUp.compareTo(LOOK) < 0 ? catchUp : LOOK;
    }

    /** The job that {@link #next} returned has ended. */
    synchronized void finished(WriterJob.Done done) {
        owned.reached(done.reached());
        // Their changes are not kept here: they would fill the buffer, and what they wait for would not be read.
        owned.suspend(done.waiting(), System.nanoTime() + PAUSE.toNanos());
        gathered.drop(done.waiting());
        owned.stop(done.stopped());
        gathered.drop(done.stopped());
        owned.accept(done.accepted());
        if (state.phase() == Phase.GIVING_UP) {
            session.reset();
            // Otherwise the interrupt that was meant for this job would hit the next one.
            Thread.interrupted();
        }
        state = state.finish();
        notifyAll();
    }

    /** The thread ends by an error. */
    synchronized void failed(RuntimeException e) {
        state = state.fail(e);
        notifyAll();
    }
}
