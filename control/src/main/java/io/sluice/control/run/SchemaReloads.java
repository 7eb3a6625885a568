package io.sluice.control.run;

import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.load.Loading;
import io.sluice.control.load.Reloading;
import io.sluice.control.watch.Patience;
import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.load.LoadSource;
import io.sluice.schema.catalog.StructureChangedException;
import io.sluice.schema.change.RemadeTables;
import io.sluice.schema.plan.SchemaApplier;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the rows of tables anew whose schema changes ask for it. Not thread-safe. */
final class SchemaReloads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaReloads.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A table, a column, an operator for two types. */
    private static final Set<String> UNKNOWN_TO_POSTGRESQL = Set.of("42P01", "42703", "42883");

    private final Pipeline pipeline;
    private final Servers servers;
    private final ConnectClient connect;
    private final PipelineFence fence;
    private final Patience patience;
    private final SchemaChangeLog changes;

    /** @param fence of its own: nobody else passes it */
    SchemaReloads(Pipeline pipeline, Servers servers, ConnectClient connect, PipelineFence fence, Patience patience) {
        this.pipeline = pipeline;
        this.servers = servers;
        this.connect = connect;
        this.fence = fence;
        this.patience = patience;
        this.changes = new SchemaChangeLog(pipeline);
    }

    /**
     * Reloads the tables that wait for it, and returns when their rows have arrived.
     *
     * @return whether some were reloaded
     * @throws Exception what keeps a reload from going on, if that is not somebody's absence
     */
    boolean run() throws Exception {
        List<SchemaChangeEntry> waiting = changes.waiting();
        if (waiting.isEmpty()) {
            return false;
        }
        try {
            return reload(waiting);
        } catch (SQLException e) {
            passOver(e);
            return true;
        }
    }

    /**
     * Finishes reloads that have begun, whoever has begun them, by the catalogue as it is now.
     *
     * @throws Exception what keeps a reload from going on, if that is not somebody's absence
     */
    void finishBegun() throws Exception {
        boolean finished = false;
        while (!finished) {
            try {
                reload(List.of());
                finished = true;
            } catch (SQLException e) {
                passOver(e);
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** The application goes on changing its tables: what has begun is done anew by the catalogue as it is then. */
    private static void passOver(SQLException e) throws SQLException {
        boolean changed = e instanceof StructureChangedException
                || e instanceof SQLSyntaxErrorException
                || UNKNOWN_TO_POSTGRESQL.contains(String.valueOf(e.getSQLState()));
        if (!changed) {
            throw e;
        }
        LOG.warn("A table was changed while it was reloaded, which begins anew: {}", e.getMessage());
    }

    /** @param waiting the changes whose tables are reloaded, beside those whose reload has begun */
    private boolean reload(List<SchemaChangeEntry> waiting) throws Exception {
        Preparation preparation = Preparation.of(pipeline);
        LoadSource source = preparation.loadSource(pipeline, servers);
        Loading loading = new Loading(source, connect, new Connectors(pipeline).source(), patience);
        Reloading reloading = new Reloading(source, loading, fence);
        // The fence waits for the log of a table that waits for its rows.
        loading.readHeld();
        // Rows are only read of tables that are what the catalogue says, and PostgreSQL's are that from here on.
        fence.pass();
        List<SchemaChangeEntry> ready = remade(waiting, preparation);
        List<TableId> tables = sources(ready, preparation);
        if (!tables.isEmpty()) {
            LOG.info("Reloading {} after a change of their structure", tables);
            reloading.begin(tables, Optional.empty());
        }
        reloading.finish();
        if (ready.stream().anyMatch(SchemaReloads::isRemade)) {
            try (Connection target = TargetConnection.open(pipeline.target())) {
                SchemaApplier.applyAfterData(target, preparation.schema())
                        .forEach(finding -> LOG.warn("{}", finding));
            }
        }
        changes.reloaded(ready);
        return !ready.isEmpty();
    }

    private static List<TableId> sources(List<SchemaChangeEntry> entries, Preparation preparation) {
        Set<TableId> wanted = entries.stream().map(SchemaChangeEntry::table).collect(Collectors.toSet());
        return preparation.schema().sourceTables().stream()
                .map(SourceTable::id)
                .filter(table -> wanted.contains(preparation.schema().rules().target(table)))
                .toList();
    }

    private static boolean isRemade(SchemaChangeEntry entry) {
        return entry.decision()
                .filter(decided -> decided.decision() == ChangeDecision.RELOAD)
                .isPresent();
    }

    /** Makes those tables anew of which a person has decided so; returns the changes whose tables can be reloaded. */
    private List<SchemaChangeEntry> remade(List<SchemaChangeEntry> waiting, Preparation preparation)
            throws SQLException {
        List<SchemaChangeEntry> remade =
                waiting.stream().filter(SchemaReloads::isRemade).toList();
        if (remade.isEmpty()) {
            return waiting;
        }
        try (Connection target = TargetConnection.open(pipeline.target())) {
            RemadeTables.remake(target, preparation.schema(), sources(remade, preparation));
            return waiting;
        } catch (SluiceException e) {
            LOG.warn("{}", e.getMessage());
            changes.hindered(remade, e.getMessage());
            return waiting.stream().filter(entry -> !isRemade(entry)).toList();
        }
    }

    /** @throws SluiceException if a table still waits for its reload, and cannot have it */
    void requireNoneLeft() throws SQLException {
        changes.waiting().stream().findFirst().ifPresent(entry -> {
            throw new SluiceException(ExitCode.FAILED_CHECK, entry.reason());
        });
    }

    @Override
    public void close() throws SQLException {
        changes.close();
    }
}
