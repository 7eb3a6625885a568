package io.sluice.control.run;

import io.sluice.control.status.OpenLetterGauges;
import io.sluice.control.status.PaceMeter;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusReader;
import io.sluice.control.watch.Absence;
import io.sluice.control.watch.DependencyWatch;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The status of a run: what was last read of the pipeline, and who is away now. Reading may wait for a server that does
 * not answer; telling does not. Thread-safe.
 */
final class RunStatus {

    private final StatusReader reader;
    private final DependencyWatch watch;
    private final Supplier<Phase> phase;
    private final OpenLetterGauges letters;
    private final PaceMeter meter = new PaceMeter();
    private volatile PipelineStatus last;

    RunStatus(StatusReader reader, DependencyWatch watch, Supplier<Phase> phase, OpenLetterGauges letters) {
        this.reader = reader;
        this.watch = watch;
        this.phase = phase;
        this.letters = letters;
        this.last = reader.unread(phase.get());
    }

    /** Reads what the stages have done. */
    synchronized void read() throws SQLException, InterruptedException {
        PipelineStatus read = reader.read(phase.get(), "");
        letters.show(read);
        last = read.pace(meter.measure(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), read));
    }

    /** @param failure why the pipeline has failed, if it has */
    PipelineStatus now(Optional<String> failure) {
        PipelineStatus status = last.away(watch.absences());
        return failure.map(reason -> status.with(Phase.FAILED, reason)).orElseGet(() -> status.with(phase.get(), ""));
    }

    /** Why not everything can arrive, where a table is stopped. */
    Optional<String> stop() {
        return last.standstill();
    }

    /** Why the pipeline cannot go on by itself, where a dependency has refused it for too long. */
    Optional<String> refusal() {
        return watch.lasting().stream().findFirst().map(Absence::text);
    }
}
