package io.sluice.load.write;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** What Kafka has to acknowledge before a lock on MySQL may go. Not thread-safe. */
public final class Acknowledgements {

    /** After this time without all acknowledgements the lock is given up. */
    private static final Duration LOCKED_MAX = Duration.ofSeconds(2);

    private final List<Future<?>> open = new ArrayList<>();

    /** @param acknowledgement done when Kafka has a record */
    public void add(Future<?> acknowledgement) {
        open.add(acknowledgement);
    }

    /**
     * Returns when Kafka has all records.
     *
     * @param what they are, for the message
     * @throws SluiceException {@link ExitCode#UNREACHABLE} if it does not acknowledge in time
     * @throws KafkaException if it refuses
     */
    public void await(String what) throws InterruptedException {
        long end = System.nanoTime() + LOCKED_MAX.toNanos();
        try {
            for (Future<?> acknowledgement : open) {
                acknowledgement.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka refuses " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE,
                    "Kafka has not acknowledged " + what + " for " + LOCKED_MAX.toSeconds()
                            + " s, so that MySQL's lock was given up; it is done again",
                    e);
        }
    }
}
