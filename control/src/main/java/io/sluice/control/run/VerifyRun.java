package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.status.DeadLetterCounts;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import io.sluice.control.status.TableStatus;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.Topics;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.PipelineSchema;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.TargetConnection;
import io.sluice.verify.ComparedTables;
import io.sluice.verify.Fence;
import io.sluice.verify.LetterTally;
import io.sluice.verify.PresentTables;
import io.sluice.verify.Progress;
import io.sluice.verify.TablePair;
import io.sluice.verify.Verification;
import io.sluice.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Verifies a pipeline: with fences while it runs, without fences while it does not run. */
public final class VerifyRun {

    private final Pipeline pipeline;
    private final Consumer<String> messages;

    private VerifyRun(Pipeline pipeline, Consumer<String> messages) {
        this.pipeline = pipeline;
        this.messages = messages;
    }

    /** @param messages takes messages about the kind of comparison and its progress */
    public static Verification of(Pipeline pipeline, Consumer<String> messages)
            throws SQLException, InterruptedException {
        return new VerifyRun(pipeline, messages).verify();
    }

    private Verification verify() throws SQLException, InterruptedException {
        ComparedTables tables = tables();
        Optional<RunningOn> running = RunningOn.find(pipeline);
        if (running.isEmpty()) {
            messages.accept("The pipeline does not run: what MySQL has changed since it stopped counts as different");
            return verify(tables, () -> {}, () -> letters(tables.pairs()));
        }
        try (FenceHope hope = FenceHope.of(pipeline, running.get(), tables.pairs())) {
            return verifyBehindFences(tables, running.get().servers(), hope);
        }
    }

    private Verification verifyBehindFences(ComparedTables tables, Servers servers, FenceHope hope)
            throws SQLException, InterruptedException {
        KafkaCluster kafka = servers.kafka();
        ConnectClient connect = new ConnectClient(servers.connect());
        try (PipelineFence fence = new PipelineFence(pipeline, kafka, connect, hope);
                DeadLetterCounts deadLetters = new DeadLetterCounts(kafka, pipeline.topics())) {
            return verify(tables, fence, () -> letters(tables.pairs(), deadLetters));
        } catch (SluiceException | KafkaException e) {
            // Kafka and Connect that do not answer are not the cause if they have ended with their process.
            hope.requireProcess();
            throw e;
        }
    }

    private Verification verify(ComparedTables tables, Fence fence, Supplier<LetterTally> letters)
            throws SQLException, InterruptedException {
        Progress silent = (table, rows) -> {};
        return new Verifier(
                        pipeline.name(),
                        () -> SourceConnection.open(pipeline.source()),
                        () -> TargetConnection.open(pipeline.target()),
                        tables,
                        silent)
                .verify(fence, letters);
    }

    /** PostgreSQL is asked before MySQL, as {@link ComparedTables} needs it. */
    private ComparedTables tables() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source());
                Connection target = TargetConnection.open(pipeline.target())) {
            List<TableId> present = PresentTables.in(target, schemas());
            SourceCatalog catalog = SourceCatalog.read(mysql, pipeline.tables());
            SchemaPlan schema = PipelineSchema.plan(pipeline, catalog, target);
            List<TablePair> pairs = schema.sourceTables().stream()
                    .map(table -> TablePair.of(table, schema.rules()))
                    .toList();
            return ComparedTables.of(pairs, present);
        }
    }

    private Set<String> schemas() {
        return pipeline.tables().databases().stream()
                .map(database ->
                        pipeline.rules().target(new TableId(database, "any")).schema())
                .collect(Collectors.toSet());
    }

    /**
     * For a pipeline that does not run: counted on its topic, or by its last run if that had the topic in its own
     * Kafka.
     */
    private LetterTally letters(List<TablePair> tables) {
        if (pipeline.servers().isPresent()) {
            try (DeadLetterCounts counts =
                    new DeadLetterCounts(pipeline.servers().get().kafka(), pipeline.topics())) {
                return letters(tables, counts);
            }
        }
        Optional<PipelineStatus> last = new StatusFile(pipeline.dataDirectory()).read();
        if (last.isEmpty()) {
            messages.accept("Dead letters are not known, since the pipeline has never run with data directory "
                    + pipeline.dataDirectory());
            return LetterTally.none();
        }
        Map<String, Long> errors = last.get().tables().stream()
                .collect(Collectors.toMap(TableStatus::source, TableStatus::errors, Long::sum));
        return tally(
                last.get().deadLetters(),
                tables,
                pair -> errors.getOrDefault(pair.source().id().toString(), 0L));
    }

    private LetterTally letters(List<TablePair> tables, DeadLetterCounts counts) {
        Map<String, Long> byTopic = counts.byTopic();
        Topics topics = pipeline.topics();
        return tally(
                byTopic.values().stream().mapToLong(Long::longValue).sum(),
                tables,
                pair -> byTopic.getOrDefault(topics.raw(pair.source().id()), 0L)
                        + byTopic.getOrDefault(topics.output(pair.target().id()), 0L));
    }

    private static LetterTally tally(long total, List<TablePair> tables, ToLongFunction<TablePair> letters) {
        return LetterTally.of(
                total,
                tables.stream().collect(Collectors.toMap(pair -> pair.source().id(), letters::applyAsLong)));
    }
}
