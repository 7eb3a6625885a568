package io.sluice.control.run;

import io.sluice.control.watch.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again in a thread of its own. While something that it depends on is absent it waits; another
 * failure ends it. {@link #failure} is thread-safe.
 */
final class Repeating implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
    private static final int PATIENCE_SECONDS = 20;

    private final ScheduledExecutorService thread;
    private volatile Optional<String> failure = Optional.empty();

    private Repeating(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** @param every the pause between the end of one round and the start of the next */
    static Repeating start(String name, Duration every, Patience patience, Patience.Step round) {
        Repeating repeating = new Repeating(Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, name)));
        var unused = repeating.thread.scheduleWithFixedDelay(
                () -> repeating.once(patience, round), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return repeating;
    }

    private void once(Patience patience, Patience.Step round) {
        try {
            patience.through(round);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("{} ends", Thread.currentThread().getName(), e);
                failure = Optional.of(String.valueOf(e.getMessage()));
            }
            // Ends the repetition: the executor starts no round after one that failed.
            throw new IllegalStateException(e);
        }
    }

    /** Why it has ended, if it has. */
    Optional<String> failure() {
        return failure;
    }

    /** Interrupts a round under way and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
