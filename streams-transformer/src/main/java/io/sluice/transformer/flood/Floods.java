package io.sluice.transformer.flood;

import io.sluice.core.wire.Flood;

/**
 * Which partitions of raw topics are stopped by a flood of dead letters, and which are read in spite of one. Thread-safe;
 * failures are Kafka's own exceptions.
 */
public interface Floods {

    /**
     * The time of the last record of which dead letters are accepted, whatever their number, in milliseconds since 1970; or
     * {@link io.sluice.core.flood.LetterCount#NEVER}.
     */
    long acceptedUntilMillis(String topic, int partition);

    /** Makes it known to all transformers of the pipeline; returns when none can miss it. */
    void publish(Flood flood);
}
