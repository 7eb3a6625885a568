package io.sluice.control.watch;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries work through the absence of whatever it depends on: a step that fails because somebody is away is done again
 * when all are back. Thread-safe.
 */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** A step that keeps failing while everybody answers does not fail for want of somebody. */
    static final int FAILURES_MAX = 20;

    private final DependencyWatch watch;

    public Patience(DependencyWatch watch) {
        this.watch = watch;
    }

    /** Work that can be begun again from its start at any time. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /**
     * Does the step, as often as it takes.
     *
     * @throws Exception what the step threw, if it is not for a dependency's absence
     */
    public void through(Step step) throws Exception {
        int failures = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                step.run();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures = isExcused(e) ? 0 : failures + 1;
                if (failures > 0 && (!Outage.mayPass(e) || failures > FAILURES_MAX)) {
                    throw e;
                }
                LOG.info("Going on after a pause: {}", e.getMessage());
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    /** Whether the failure is due to an absence: as the watch knows already, or finds when it asks now. */
    private boolean isExcused(Exception e) {
        if (Outage.isOfThePipeline(e) || Thread.currentThread().isInterrupted()) {
            return false;
        }
        List<Absence> absences = watch.absences();
        return !(absences.isEmpty() ? watch.askAll() : absences).isEmpty();
    }
}
