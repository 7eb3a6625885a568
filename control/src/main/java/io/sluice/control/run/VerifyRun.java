package io.sluice.control.run;

import io.sluice.control.change.OpenChange;
import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.letter.LedgerLetters;
import io.sluice.control.letter.LetterLedger;
import io.sluice.control.letter.LetterReading;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.PipelineSchema;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.TargetConnection;
import io.sluice.verify.ComparedTables;
import io.sluice.verify.Fence;
import io.sluice.verify.PresentTables;
import io.sluice.verify.Progress;
import io.sluice.verify.TablePair;
import io.sluice.verify.Verification;
import io.sluice.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Verifies a pipeline: with fences while it runs, without fences while it does not run. */
public final class VerifyRun {

    private static final long LOOK_MILLIS = 200;

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
        sayWhatIsLeftOut();
        Optional<RunningOn> running = RunningOn.find(pipeline);
        if (running.isEmpty()) {
            messages.accept("The pipeline does not run: what MySQL has changed since it stopped counts as different");
            return verifyWithoutFences();
        }
        try (FenceHope hope = FenceHope.of(pipeline, running.get(), tables().pairs())) {
            return verifyBehindFences(running.get().servers(), hope);
        }
    }

    private void sayWhatIsLeftOut() throws SQLException {
        try (SchemaChangeLog changes = new SchemaChangeLog(pipeline)) {
            for (SchemaChangeEntry change : changes.leftOut()) {
                messages.accept(
                        "%s is without schema change %d, '%s' (%s): what MySQL and PostgreSQL have for it may count as different"
                                .formatted(
                                        change.table(),
                                        change.id(),
                                        OpenChange.shortened(change.statement()),
                                        change.state()));
            }
        }
    }

    /** Without a Kafka of the user's own, the letters are those that the last run has read. */
    private Verification verifyWithoutFences() throws SQLException, InterruptedException {
        try (LetterLedger ledger = new LetterLedger(pipeline)) {
            if (pipeline.servers().isEmpty()) {
                return verify(() -> {}, ledger, () -> {});
            }
            KafkaCluster kafka = pipeline.servers().get().kafka();
            try (LetterReading reading = new LetterReading(pipeline, kafka, ledger)) {
                return verify(() -> {}, ledger, reading::readOn);
            }
        }
    }

    private Verification verifyBehindFences(Servers servers, FenceHope hope) throws SQLException, InterruptedException {
        KafkaCluster kafka = servers.kafka();
        ConnectClient connect = new ConnectClient(servers.connect());
        try (PipelineFence fence = new PipelineFence(pipeline, kafka, connect, hope);
                SchemaChangeLog changes = new SchemaChangeLog(pipeline);
                LetterLedger ledger = new LetterLedger(pipeline);
                LetterReading reading = new LetterReading(pipeline, kafka, ledger)) {
            Fence settled = () -> {
                fence.pass();
                // The run brings rows anew whose table has changed.
                while (!changes.waiting().isEmpty()) {
                    hope.check();
                    Thread.sleep(LOOK_MILLIS);
                    fence.pass();
                }
            };
            return verify(settled, ledger, reading::readOn);
        } catch (SluiceException | KafkaException e) {
            // Kafka and Connect that do not answer are not the cause if they have ended with their process.
            hope.requireProcess();
            throw e;
        }
    }

    private Verification verify(Fence fence, LetterLedger ledger, LedgerLetters.Reading reading)
            throws SQLException, InterruptedException {
        Progress silent = (table, rows) -> {};
        return new Verifier(
                        pipeline.name(),
                        () -> SourceConnection.open(pipeline.source()),
                        () -> TargetConnection.open(pipeline.target()),
                        silent)
                .verify(fence, this::tables, tables -> new LedgerLetters(pipeline, tables.pairs(), ledger, reading));
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
}
