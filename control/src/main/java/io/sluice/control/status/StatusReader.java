package io.sluice.control.status;

import io.sluice.control.change.OpenChanges;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.SinkOffsets;
import io.sluice.control.flood.StoppedTables;
import io.sluice.control.letter.LetterLedger;
import io.sluice.control.letter.LetterReading;
import io.sluice.control.letter.OpenCount;
import io.sluice.control.load.LoadProgress;
import io.sluice.control.topic.TableTopics;
import io.sluice.core.load.LoadState;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts the status of a running pipeline together: the sink's own counters, which are exact, the dead letters,
 * what policies did, which tables are stopped or wait for a schema change, and how far loads are.
 * Not thread-safe.
 */
public final class StatusReader implements AutoCloseable {

    private static final SinkOffsets.Progress NOTHING = new SinkOffsets.Progress(0, 0, 0, 0);

    private final Pipeline pipeline;
    private final MappingRules rules;
    private final Map<TableId, Long> sourceRows;
    private final TableTopics tables;
    private final SinkOffsets applied;
    private final LetterLedger ledger;
    private final LetterReading letters;
    private final PolicyCounts policies;
    private final StoppedTables stopped;
    private final OpenChanges schemaChanges;
    private final LoadProgress load;
    private final ReplayBacklog backlog;

    /**
     * @param rules by which the tables are named: those of the schema plan
     * @param sourceRows MySQL's estimate of the rows of each table at the start; the tables are shown in this order, and after
     *     them those that were made since
     */
    public StatusReader(Pipeline pipeline, MappingRules rules, Map<TableId, Long> sourceRows, KafkaCluster kafka) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.sourceRows = sourceRows;
        this.tables = new TableTopics(pipeline, rules, sourceRows.keySet());
        this.applied = new SinkOffsets(pipeline.target(), new Connectors(pipeline).sink());
        this.ledger = new LetterLedger(pipeline);
        this.letters = new LetterReading(pipeline, kafka, ledger);
        this.policies = new PolicyCounts(kafka, pipeline.topics());
        this.stopped = new StoppedTables(pipeline, kafka, tables::table);
        this.schemaChanges = new OpenChanges(pipeline, tables::table);
        this.load = new LoadProgress(kafka, pipeline.topics());
        this.backlog = new ReplayBacklog(pipeline, kafka);
    }

    public PipelineStatus read(Phase phase, String reason) throws SQLException, InterruptedException {
        Map<String, SinkOffsets.Progress> progress = applied.byTopic();
        letters.readOn();
        List<OpenCount> open = ledger.open();
        tables.learn(progress.keySet());
        tables.learn(open.stream().map(OpenCount::topic).toList());
        List<LetterReason> reasons = LetterReasons.of(open, tables::name);
        List<TableStatus> statuses = new ArrayList<>();
        for (TableId table : tables.all()) {
            String output = pipeline.topics().output(rules.target(table));
            statuses.add(status(table, progress.getOrDefault(output, NOTHING), errors(table, reasons)));
        }
        LoadState state = load.read();
        return new PipelineStatus(
                pipeline.name(),
                phase,
                reason,
                false,
                Pace.NONE,
                statuses,
                loads(state),
                phase == Phase.LOADING ? backlog.count(state) : 0,
                reasons.stream().mapToLong(LetterReason::count).sum(),
                reasons,
                policies.read(),
                stopped.read(),
                schemaChanges.read(),
                List.of());
    }

    /** The largest are shown first, those that have begun before the others. */
    private static List<LoadStatus> loads(LoadState state) {
        return state.underWay().stream()
                .map(LoadStatus::of)
                .sorted(Comparator.comparingLong(LoadStatus::rows).reversed().thenComparing(LoadStatus::table))
                .toList();
    }

    private static long errors(TableId table, List<LetterReason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.table().equals(table.toString()))
                .mapToLong(LetterReason::count)
                .sum();
    }

    /** The status before anything was read: the tables, and nothing done to them. */
    public PipelineStatus unread(Phase phase) {
        List<TableStatus> statuses =
                tables.all().stream().map(table -> status(table, NOTHING, 0)).toList();
        return new PipelineStatus(
                pipeline.name(),
                phase,
                "",
                false,
                Pace.NONE,
                statuses,
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private TableStatus status(TableId table, SinkOffsets.Progress done, long errors) {
        return new TableStatus(
                table.toString(),
                rules.target(table).toString(),
                sourceRows.getOrDefault(table, 0L),
                done.snapshotRows(),
                done.changes(),
                done.lagMillis(),
                errors);
    }

    @Override
    public void close() throws SQLException {
        backlog.close();
        load.close();
        schemaChanges.close();
        stopped.close();
        policies.close();
        letters.close();
        ledger.close();
        applied.close();
    }
}
