package io.sluice.connect.avro;

import io.sluice.core.access.AccessException;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.SchemaRegistryException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that is waited for: without limit while it is away, and for a time while it refuses. What it then throws is
 * an error, since Connect takes each exception of a converter for a fault of the record. Thread-safe as the registry is.
 */
final class PatientRegistry implements SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final SchemaRegistry registry;
    private final Duration refusalMax;
    private final InstantSource clock;
    private final Pause pause;

    /** @param refusalMax how long the registry may refuse before the task ends */
    PatientRegistry(SchemaRegistry registry, Duration refusalMax) {
        this(registry, refusalMax, InstantSource.system(), time -> Thread.sleep(time.toMillis()));
    }

    PatientRegistry(SchemaRegistry registry, Duration refusalMax, InstantSource clock, Pause pause) {
        this.registry = registry;
        this.refusalMax = refusalMax;
        this.clock = clock;
        this.pause = pause;
    }

    /** @throws UnservedRegistryError if the registry refuses for too long, or the task is ended meanwhile */
    @Override
    public int register(String subject, Schema schema) {
        return patiently(() -> registry.register(subject, schema));
    }

    /**
     * @throws SchemaRegistryException only of {@link Kind#NO_SUCH_SCHEMA}
     * @throws UnservedRegistryError if the registry refuses for too long, or the task is ended meanwhile
     */
    @Override
    public Schema schema(int id) {
        return patiently(() -> registry.schema(id));
    }

    private <T> T patiently(Supplier<T> call) {
        Instant refusingSince = Instant.MAX;
        Duration next = FIRST_PAUSE;
        for (int failures = 1; ; failures++) {
            RuntimeException failure;
            try {
                return call.get();
            } catch (SchemaRegistryException | AccessException e) {
                failure = e;
            }
            switch (kind(failure)) {
                case NO_SUCH_SCHEMA -> throw failure;
                case AWAY -> refusingSince = Instant.MAX;
                case REFUSES -> {
                    refusingSince = earlier(refusingSince, clock.instant());
                    if (!clock.instant().isBefore(refusingSince.plus(refusalMax))) {
                        throw new UnservedRegistryError(failure.getMessage(), failure);
                    }
                }
            }
            tell(failures, failure);
            pause(next, failure);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** A password or certificate that cannot be read is as lasting as one that is refused. */
    private static Kind kind(RuntimeException failure) {
        return failure instanceof SchemaRegistryException registry ? registry.kind() : Kind.REFUSES;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** At once, then at growing intervals. */
    private static void tell(int failures, RuntimeException failure) {
        if (Integer.bitCount(failures) == 1) {
            LOG.warn("Waiting for the schema registry, and with it for all records: {}", failure.getMessage());
        }
    }

    private void pause(Duration time, RuntimeException failure) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnservedRegistryError("The task ended while it waited: " + failure.getMessage(), failure);
        }
    }
}
