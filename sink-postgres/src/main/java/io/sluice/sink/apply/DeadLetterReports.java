package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the records of one batch that cannot be applied: each once, however often the batch is tried. Nothing may be
 * committed before {@link #await} has returned.
 */
final class DeadLetterReports {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReports.class);

    private final ErrantRecordReporter reporter;
    private final SinkMetrics metrics;
    private final LetterAllowance allowance;
    private final Set<Change> reported = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Future<Void>> pending = new ArrayList<>();

    /** @param reporter null if the connector has none, and then a record that cannot be applied stops the task */
    DeadLetterReports(ErrantRecordReporter reporter, SinkMetrics metrics, LetterAllowance allowance) {
        this.reporter = reporter;
        this.metrics = metrics;
        this.allowance = allowance;
    }

    /**
     * Reports a record, unless that is one dead letter too many: then its partition is to be stopped before it.
     *
     * @return whether it is reported
     */
    boolean report(Change change, Throwable cause) {
        String sentence = place(change) + " cannot be applied to " + change.target() + ": " + Reason.of(cause);
        if (reporter == null) {
            throw new ConnectException(
                    sentence + "; correct it, or set errors.tolerance=all and a dead letter queue to go on without it",
                    cause);
        }
        if (!reported.contains(change)) {
            if (!allowance.admit(change)) {
                return false;
            }
            reported.add(change);
            LOG.warn("Dead letter: {}", sentence);
            metrics.deadLetter();
            pending.add(reporter.report(change.record(), new DataException(sentence, cause)));
        }
        return true;
    }

    /** Why a partition is stopped before a record that was not reported. */
    String excess(Throwable cause) {
        return allowance.excess(cause);
    }

    /** Whether those of the changes that cannot be read may all be reported, as far as they are not yet. */
    boolean admitsUnreadable(List<Change> changes) {
        return allowance.admitsAll(changes.stream()
                .filter(change -> change instanceof Change.Unreadable && !reported.contains(change))
                .toList());
    }

    boolean contains(Change change) {
        return reported.contains(change);
    }

    /** Waits until all reports are in the dead letter queue. */
    void await() {
        for (Future<Void> report : pending) {
            try {
                report.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("The task was stopped while it reported a dead letter", e);
            } catch (ExecutionException e) {
                throw new ConnectException("A dead letter could not be reported: " + Reason.of(e.getCause()), e);
            }
        }
        pending.clear();
    }

    private static String place(Change change) {
        return "Topic " + change.record().originalTopic() + ", partition "
                + change.record().originalKafkaPartition() + ", offset "
                + change.record().originalKafkaOffset();
    }
}
