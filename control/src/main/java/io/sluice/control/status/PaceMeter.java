package io.sluice.control.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures the pace of a run from the statuses that it reads. Not thread-safe. */
public final class PaceMeter {

    private static final long WINDOW_MILLIS = Duration.ofSeconds(10).toMillis();

    private record Sample(long atMillis, long done) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private Phase phase = Phase.STARTING;
    private long sinceMillis;

    /** @param nowMillis when the status was read: milliseconds of a clock that is never set back */
    public Pace measure(long nowMillis, PipelineStatus status) {
        if (status.phase() != phase || samples.isEmpty()) {
            phase = status.phase();
            sinceMillis = nowMillis;
            samples.clear();
        }
        long done = phase == Phase.LOADING ? status.rows() : status.changes();
        samples.addLast(new Sample(nowMillis, done));
        while (samples.peekFirst().atMillis() < nowMillis - WINDOW_MILLIS) {
            samples.removeFirst();
        }
        double perSecond = perSecond(samples.peekFirst(), samples.peekLast());
        return new Pace(nowMillis - sinceMillis, perSecond, remaining(status, perSecond));
    }

    /** A load that begins anew counts from 0 again, which is no negative pace. */
    private static double perSecond(Sample first, Sample last) {
        long millis = last.atMillis() - first.atMillis();
        return millis == 0 ? 0 : Math.max(0, (last.done() - first.done()) * 1000.0 / millis);
    }

    private long remaining(PipelineStatus status, double perSecond) {
        long left = status.tables().stream()
                .mapToLong(table -> Math.max(0, table.sourceRows() - table.rows()))
                .sum();
        return phase == Phase.LOADING && perSecond > 0 ? (long) (left / perSecond * 1000) : Pace.UNKNOWN;
    }
}
