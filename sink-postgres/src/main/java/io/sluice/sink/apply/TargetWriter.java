package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.ChangeBuffer;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The thread that alone uses the target's session. Whenever it is idle it takes what has been gathered, up to a batch,
 * and applies it in one transaction, so that batches are small while little comes, and full under load.
 *
 * <p>Its methods are for the task's thread.
 */
public final class TargetWriter {

    private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);

    /** How long to wait for a transaction that is in the way, and again for the end of one that was given up. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration FOREVER = Duration.ofDays(10_000);

    /** Before a partition that waits for another is tried again. Bounds what trying in vain costs. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How much the writer has to do. */
    public enum Load {
        /** Nothing, and so nothing can fail. */
        IDLE,
        BUSY,
        /** So much that no more records should be read. */
        FULL
    }

    private enum Order {
        WORK,
        /** Give up what is in hand, and then work. */
        GIVE_UP,
        END
    }

    /** One transaction: the partitions it touches, and what it does. */
    private record Job(Set<TopicPartition> partitions, Supplier<Done> work) {}

    /**
     * What a transaction has done.
     *
     * @param reached the next offset of each of its partitions
     * @param waiting those of which something was left for later
     */
    private record Done(Map<TopicPartition, Long> reached, Set<TopicPartition> waiting) {}

    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final BatchExecutor executor;
    private final Thread thread;
    private final Map<String, String> logContext = MDC.getCopyOfContextMap();

    // What the two threads share is guarded by this object's monitor.
    private final ChangeBuffer gathered;
    private final OwnedPartitions owned = new OwnedPartitions();
    private final Set<TopicPartition> toRelease = new HashSet<>();
    private Set<TopicPartition> inHand = Set.of();
    private Order order = Order.WORK;
    private RuntimeException failure;

    /** What is given is the thread's from {@link #start} on, and nobody else's. */
    public TargetWriter(
            String name, TargetSession session, AppliedOffsets offsets, BatchExecutor executor, ChangeBuffer gathered) {
        this.session = session;
        this.offsets = offsets;
        this.executor = executor;
        this.gathered = gathered;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
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
     * The offsets to read partitions from; each is returned once after it was taken over, and once more whenever it has
     * waited for another partition.
     */
    public synchronized Map<TopicPartition, Long> takeReadable() {
        return owned.takeReadable(System.nanoTime());
    }

    /**
     * Has changes applied, of partitions that were returned by {@link #takeReadable}. Those of partitions that wait are
     * forgotten: they are read again.
     */
    public synchronized void add(List<Change> changes) {
        if (owned.isAnyWaiting()) {
            changes.stream()
                    .filter(change -> !owned.isWaiting(change.partition()))
                    .forEach(gathered::add);
        } else {
            changes.forEach(gathered::add);
        }
        notifyAll();
    }

    /**
     * Waits as long as the load is full, but no longer than told.
     *
     * @throws ConnectException what the writer has died of, if it has
     */
    public synchronized Load await(Duration longest) {
        awaitUntil(() -> load() != Load.FULL, longest);
        if (failure != null) {
            throw failure;
        }
        return load();
    }

    /** The next offsets of all partitions taken over: what comes before them is in the target. */
    public synchronized Map<TopicPartition, Long> applied() {
        return owned.applied();
    }

    /**
     * Stops writing to partitions: drops what was gathered of them, and waits some seconds for a transaction under way.
     * One that takes longer is given up.
     *
     * @return the other partitions of a transaction given up: they are taken over anew, and to be read again from where
     *     the target is then
     */
    public synchronized Set<TopicPartition> close(Collection<TopicPartition> partitions) {
        Set<TopicPartition> closing = Set.copyOf(partitions);
        owned.close(closing);
        gathered.drop(closing);
        toRelease.addAll(closing);
        BooleanSupplier untouched = () -> Collections.disjoint(inHand, closing);
        if (awaitUntil(untouched, GRACE)) {
            return Set.of();
        }
        Set<TopicPartition> others = owned.claimedAmong(inHand);
        owned.claim(others);
        gathered.drop(others);
        giveUp(Order.GIVE_UP);
        awaitUntil(untouched, GRACE);
        return others;
    }

    /** Ends the thread and its session, and gives up the transaction under way. */
    public void end() {
        synchronized (this) {
            order = Order.END;
            if (!inHand.isEmpty()) {
                giveUp(Order.END);
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

    private Load load() {
        if (!owned.toClaim().isEmpty() || gathered.isFull()) {
            return Load.FULL;
        }
        return gathered.isEmpty() && inHand.isEmpty() && !owned.isAnyWaiting() ? Load.IDLE : Load.BUSY;
    }

    private void giveUp(Order next) {
        order = next;
        session.cancel();
        thread.interrupt();
    }

    /** Waits in the monitor until something is so or the writer has died; false if it lasts too long. */
    private boolean awaitUntil(BooleanSupplier condition, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (failure == null && !condition.getAsBoolean()) {
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

    private void run() {
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        try {
            for (Job job = next(); job != null; job = next()) {
                work(job);
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(new ConnectException("The writer has ended: " + e, e));
        } finally {
            session.close();
        }
    }

    /** Null at the end. */
    private synchronized Job next() {
        awaitUntil(() -> order == Order.END || !owned.toClaim().isEmpty() || !gathered.isEmpty(), FOREVER);
        if (order == Order.END) {
            return null;
        }
        offsets.release(toRelease);
        toRelease.clear();
        Set<TopicPartition> toClaim = owned.toClaim();
        Job job = toClaim.isEmpty()
                ? application(gathered.take())
                : new Job(toClaim, () -> new Done(executor.takeOver(toClaim), Set.of()));
        inHand = job.partitions();
        return job;
    }

    private Job application(Batch batch) {
        Set<TopicPartition> partitions =
                batch.advances().stream().map(OffsetAdvance::partition).collect(Collectors.toSet());
        return new Job(partitions, () -> {
            Set<TopicPartition> waiting =
                    executor.apply(batch).stream().map(Change::partition).collect(Collectors.toSet());
            return new Done(partitions.stream().collect(Collectors.toMap(Function.identity(), offsets::next)), waiting);
        });
    }

    private void work(Job job) {
        Done done = new Done(Map.of(), Set.of());
        try {
            done = job.work().get();
        } catch (RuntimeException e) {
            if (!session.isCancelled()) {
                throw e;
            }
            LOG.info("Gave up a transaction, as its partitions were closed: {}", Reason.of(e));
        }
        ended(done);
    }

    private synchronized void ended(Done done) {
        owned.reached(done.reached());
        // Not kept here: they would fill the buffer, and what they wait for would not be read.
        owned.suspend(done.waiting(), System.nanoTime() + PAUSE.toNanos());
        gathered.drop(done.waiting());
        if (order == Order.GIVE_UP) {
            order = Order.WORK;
            session.reset();
            // Or the next job would be the one that is interrupted.
            Thread.interrupted();
        }
        inHand = Set.of();
        notifyAll();
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
        inHand = Set.of();
        notifyAll();
    }
}
