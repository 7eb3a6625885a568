package io.sluice.control.run;

import io.sluice.control.change.OpenChange;
import io.sluice.control.change.OpenChanges;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.flood.StoppedTable;
import io.sluice.control.flood.StoppedTables;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.Topics;
import io.sluice.standalone.RunningPipeline;
import io.sluice.verify.TablePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a fence can be reached in a pipeline that this process does not run itself: its connectors and a transformer
 * must be working, in standalone mode the process that has them too, and no table may be stopped. Checks once a second at
 * most. Not thread-safe.
 */
final class FenceHope implements PipelineFence.Hope, AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** After this time a killed transformer has been restarted, if anything restarts it. */
    private static final Duration TRANSFORMER_PATIENCE = Duration.ofSeconds(30);

    private final Optional<RunningPipeline> process;
    private final Path dataDirectory;
    private final ConnectorPair connectors;
    private final TransformerMembers transformer;
    private final StoppedTables stopped;
    private final OpenChanges schemaChanges;
    private long lookedNanos = System.nanoTime();
    private long transformerSeenNanos = System.nanoTime();

    private FenceHope(
            Optional<RunningPipeline> process,
            Path dataDirectory,
            ConnectorPair connectors,
            TransformerMembers transformer,
            StoppedTables stopped,
            OpenChanges schemaChanges) {
        this.process = process;
        this.dataDirectory = dataDirectory;
        this.connectors = connectors;
        this.transformer = transformer;
        this.stopped = stopped;
        this.schemaChanges = schemaChanges;
    }

    /**
     * @param running where the pipeline runs
     * @param tables those that are shown by their names in MySQL if they are stopped
     */
    static FenceHope of(Pipeline pipeline, RunningOn running, List<TablePair> tables) {
        Servers servers = running.servers();
        Connectors connectors = new Connectors(pipeline);
        Function<String, Optional<TableId>> names = names(pipeline.topics(), tables);
        return new FenceHope(
                running.process(),
                pipeline.dataDirectory(),
                new ConnectorPair(new ConnectClient(servers.connect()), connectors),
                new TransformerMembers(servers.kafka(), connectors.transformer()),
                new StoppedTables(pipeline, servers.kafka(), names),
                new OpenChanges(pipeline, names));
    }

    private static Function<String, Optional<TableId>> names(Topics topics, List<TablePair> tables) {
        Map<String, TableId> names = new HashMap<>();
        for (TablePair table : tables) {
            names.put(topics.raw(table.source().id()), table.source().id());
            names.put(topics.output(table.target().id()), table.source().id());
        }
        return topic -> Optional.ofNullable(names.get(topic));
    }

    @Override
    public void check() throws SQLException, InterruptedException {
        if (System.nanoTime() - lookedNanos < EVERY.toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        requireProcess();
        if (transformer.any()) {
            transformerSeenNanos = lookedNanos;
        }
        hopeless().ifPresent(reason -> {
            throw new SluiceException(ExitCode.FAILED_CHECK, "the pipeline makes no progress: " + reason);
        });
    }

    /** @throws SluiceException if the process that ran the pipeline has ended, and its Kafka and Connect with it */
    void requireProcess() {
        process.map(RunningPipeline::pid)
                .filter(pid -> RunningPipeline.find(dataDirectory)
                        .filter(now -> now.pid() == pid)
                        .isEmpty())
                .ifPresent(pid -> {
                    throw new SluiceException(
                            ExitCode.FAILED_CHECK,
                            "'sluice run' (process " + pid
                                    + ") has ended meanwhile; start it again, then verify once more");
                });
    }

    private Optional<String> hopeless() throws SQLException {
        Optional<String> failure = connectors.failure();
        if (failure.isPresent()) {
            return Optional.of("a connector failed (" + failure.get() + "); 'sluice run' restarts it");
        }
        if (!connectors.active()) {
            return Optional.of("its connectors are paused; 'sluice run' resumes them");
        }
        Optional<StoppedTable> table = stopped.read().stream().findFirst();
        if (table.isPresent()) {
            return table.map(StoppedTable::text);
        }
        Optional<OpenChange> change =
                schemaChanges.read().stream().filter(OpenChange::awaitsDecision).findFirst();
        if (change.isPresent()) {
            return change.map(OpenChange::text);
        }
        return lookedNanos - transformerSeenNanos > TRANSFORMER_PATIENCE.toNanos()
                ? Optional.of("no transformer runs; start one")
                : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        schemaChanges.close();
        stopped.close();
        transformer.close();
    }
}
