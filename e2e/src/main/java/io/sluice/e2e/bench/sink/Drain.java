package io.sluice.e2e.bench.sink;

import io.sluice.control.connect.ConnectorStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * One drain of a workload's topics by one connector.
 *
 * <p>Time runs from the moment that the connector's tasks have their partitions, all at once, and may fetch, until the
 * last change can be seen in PostgreSQL: both sinks pay for cold code, and neither for the start of a worker. CPU time is
 * that of the same span, memory the most there was since the worker started.
 */
final class Drain {

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 5;
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(1);

    /** The connector has failed, with the reason it gave. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(String reason) {
            super(reason);
        }
    }

    private final TargetDatabase target;
    private final Admin admin;
    private final Worker worker;
    private final String connector;
    private long statusReadNanos;

    Drain(TargetDatabase target, Admin admin, Worker worker, String connector) {
        this.target = target;
        this.admin = admin;
        this.worker = worker;
        this.connector = connector;
    }

    /** @throws FailedException if the connector fails, or takes very long */
    DrainFigures run(
            SinkContender contender,
            SinkWorkload workload,
            DrainPortion portion,
            Volume volume,
            SinkContender.Address address)
            throws SQLException, InterruptedException {
        worker.connect().configure(connector, contender.configuration(workload.topics(portion), address));
        awaitAssigned(contender.tasks(), workload.partitions());
        long startNanos = System.nanoTime();
        double workerCpu = ProcessUsage.cpuSeconds(worker.pid());
        double postgresCpu = target.cpuSeconds();
        awaitLast(workload, portion);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return new DrainFigures(
                volume.rows(portion),
                seconds,
                ProcessUsage.cpuSeconds(worker.pid()) - workerCpu,
                target.cpuSeconds() - postgresCpu,
                ProcessUsage.peakMegabytes(worker.pid()));
    }

    /** Takes the connector away, and returns when nobody reads for it any more. */
    void end() throws InterruptedException {
        worker.connect().delete(connector);
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (members() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void awaitAssigned(int tasks, int partitions) throws InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!shared(tasks, partitions)) {
            checkStatus(deadline);
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Whether so many tasks have all partitions. */
    private boolean shared(int tasks, int partitions) throws InterruptedException {
        return group().filter(group -> group.groupState() == GroupState.STABLE)
                .filter(group -> group.members().size() == tasks)
                .map(group -> group.members().stream()
                                .mapToInt(member ->
                                        member.assignment().topicPartitions().size())
                                .sum()
                        == partitions)
                .orElse(false);
    }

    private void awaitLast(SinkWorkload workload, DrainPortion portion) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (PreparedStatement missing =
                target.connection().prepareStatement(TargetDatabase.missing(workload, portion))) {
            while (number(missing) > 0) {
                checkStatus(deadline);
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private int members() throws InterruptedException {
        return group().map(group -> group.members().size()).orElse(0);
    }

    private Optional<ConsumerGroupDescription> group() throws InterruptedException {
        String name = "connect-" + connector;
        try {
            return Optional.of(admin.describeConsumerGroups(List.of(name))
                    .describedGroups()
                    .get(name)
                    .get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e);
        }
    }

    /** Asks now and then, so that the worker is not kept busy with answers. */
    private void checkStatus(long deadline) {
        long now = System.nanoTime();
        if (now > deadline) {
            throw new FailedException("took too long");
        }
        if (now - statusReadNanos > STATUS_PERIOD.toNanos()) {
            statusReadNanos = now;
            worker.connect().status(connector).flatMap(ConnectorStatus::failure).ifPresent(reason -> {
                throw new FailedException(reason);
            });
        }
    }
}
