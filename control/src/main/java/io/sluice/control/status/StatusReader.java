package io.sluice.control.status;

import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.SinkOffsets;
import io.sluice.control.flood.StoppedTables;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Topics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the status of a running pipeline together: the sink's own counters, which are exact, the dead letters,
 * what policies did, and which tables are stopped.
 * Not thread-safe.
 */
public final class StatusReader implements AutoCloseable {

    private static final SinkOffsets.Progress NOTHING = new SinkOffsets.Progress(0, 0, 0, 0);

    private final Pipeline pipeline;
    private final Map<TableId, Long> sourceRows;
    private final SinkOffsets applied;
    private final DeadLetterCounts deadLetters;
    private final PolicyCounts policies;
    private final StoppedTables stopped;

    /** @param sourceRows MySQL's estimate of the rows of each table; the tables are shown in this order */
    public StatusReader(Pipeline pipeline, Map<TableId, Long> sourceRows, KafkaCluster kafka) {
        this.pipeline = pipeline;
        this.sourceRows = sourceRows;
        this.applied = new SinkOffsets(pipeline.target(), new Connectors(pipeline).sink());
        this.deadLetters = new DeadLetterCounts(kafka, pipeline.topics());
        this.policies = new PolicyCounts(kafka, pipeline.topics());
        this.stopped = new StoppedTables(pipeline, kafka, sourceRows.keySet());
    }

    public PipelineStatus read(Phase phase, String reason) throws SQLException {
        Topics topics = pipeline.topics();
        Map<String, SinkOffsets.Progress> progress = applied.byTopic();
        Map<String, Long> errors = deadLetters.byTopic();
        List<TableStatus> tables = new ArrayList<>();
        sourceRows.forEach((source, rows) -> {
            TableId target = pipeline.rules().target(source);
            String output = topics.output(target);
            SinkOffsets.Progress done = progress.getOrDefault(output, NOTHING);
            tables.add(new TableStatus(
                    source.toString(),
                    target.toString(),
                    rows,
                    done.snapshotRows(),
                    done.changes(),
                    done.lagMillis(),
                    errors.getOrDefault(topics.raw(source), 0L) + errors.getOrDefault(output, 0L)));
        });
        long letters = errors.values().stream().mapToLong(Long::longValue).sum();
        return new PipelineStatus(
                pipeline.name(), phase, reason, false, tables, letters, policies.read(), stopped.read(), List.of());
    }

    /** The status before anything was read: the tables, and nothing done to them. */
    public PipelineStatus unread(Phase phase) {
        List<TableStatus> tables = new ArrayList<>();
        sourceRows.forEach((source, rows) -> tables.add(new TableStatus(
                source.toString(), pipeline.rules().target(source).toString(), rows, 0, 0, 0, 0)));
        return new PipelineStatus(pipeline.name(), phase, "", false, tables, 0, List.of(), List.of(), List.of());
    }

    @Override
    public void close() throws SQLException {
        stopped.close();
        policies.close();
        deadLetters.close();
        applied.close();
    }
}
