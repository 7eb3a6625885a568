package io.sluice.control.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every dependency of a running pipeline, again and again, whether it serves the pipeline. Each is asked from a
 * thread of its own, so that one that does not answer delays no other. Thread-safe.
 */
public final class DependencyWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyWatch.class);

    /** Often enough for a person who looks at the status, and seldom enough for a server that counts connections. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** A credential may be in the middle of a rotation; after this time it is not. */
    static final Duration REFUSAL_MAX = Duration.ofMinutes(15);

    private final Map<Dependency, DependencyProbe> probes;
    private final InstantSource clock;
    private final ScheduledExecutorService threads;

    /** Guarded by this object's monitor. */
    private final Map<Dependency, Absence> absences = new EnumMap<>(Dependency.class);

    DependencyWatch(Map<Dependency, DependencyProbe> probes, InstantSource clock) {
        this.probes = new EnumMap<>(probes);
        this.clock = clock;
        this.threads = Executors.newScheduledThreadPool(probes.size(), task -> {
            Thread thread = new Thread(task, "dependency watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask; none of the dependencies counts as absent before it was asked. */
    public static DependencyWatch start(Map<Dependency, DependencyProbe> probes) {
        DependencyWatch watch = new DependencyWatch(probes, InstantSource.system());
        for (Dependency dependency : watch.probes.keySet()) {
            var unused = watch.threads.scheduleWithFixedDelay(
                    () -> watch.ask(dependency), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    /** Those that are absent now, in the order of {@link Dependency}. */
    public synchronized List<Absence> absences() {
        return List.copyOf(absences.values());
    }

    /** Those that have refused the pipeline for so long that it will not pass by itself. */
    public List<Absence> lasting() {
        long limit = clock.millis() - REFUSAL_MAX.toMillis();
        return absences().stream()
                .filter(absence -> absence.kind() == Absence.Kind.REFUSING && absence.sinceMillis() <= limit)
                .toList();
    }

    /** Asks all of them now, one after the other, and returns those that are absent. */
    List<Absence> askAll() {
        List<Dependency> all = new ArrayList<>(probes.keySet());
        all.forEach(this::ask);
        return absences();
    }

    private void ask(Dependency dependency) {
        try {
            probes.get(dependency).ask();
            present(dependency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            absent(dependency, Outage.kindOf(e), String.valueOf(e.getMessage()));
        }
    }

    private synchronized void present(Dependency dependency) {
        Absence past = absences.remove(dependency);
        if (past != null) {
            LOG.info("{} is back after {} s", dependency.label(), (clock.millis() - past.sinceMillis()) / 1000);
        }
    }

    private synchronized void absent(Dependency dependency, Absence.Kind kind, String reason) {
        Absence known = absences.get(dependency);
        if (known == null || known.kind() != kind) {
            LOG.warn("{} is away: {}", dependency.label(), reason);
            absences.put(dependency, new Absence(dependency, kind, clock.millis(), reason));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
