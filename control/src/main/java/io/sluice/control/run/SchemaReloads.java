package io.sluice.control.run;

import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.load.Loading;
import io.sluice.control.load.Reloading;
import io.sluice.control.watch.Patience;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.load.LoadSource;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the rows of tables anew whose schema changes ask for it, and then their indexes and constraints. Not thread-safe, but for
 * {@link #underWay}.
 */
final class SchemaReloads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaReloads.class);

    private final Pipeline pipeline;
    private final Servers servers;
    private final ConnectClient connect;
    private final PipelineFence fence;
    private final Patience patience;
    private final SchemaChangeLog changes;
    private final SchemaKeys keys;

    /** @param fence of its own: nobody else passes it */
    SchemaReloads(Pipeline pipeline, Servers servers, ConnectClient connect, PipelineFence fence, Patience patience) {
        this.pipeline = pipeline;
        this.servers = servers;
        this.connect = connect;
        this.fence = fence;
        this.patience = patience;
        this.changes = new SchemaChangeLog(pipeline);
        this.keys = new SchemaKeys(pipeline, fence, changes);
    }

    /** What PostgreSQL executes for indexes and constraints now; empty if there is nothing. */
    String underWay() {
        return keys.underWay();
    }

    /**
     * Reloads the tables that wait for it, and returns when their rows have arrived and their indexes and constraints are there,
     * as far as PostgreSQL takes them.
     *
     * @return whether something has to be done again
     * @throws Exception what keeps it from going on, if that is not somebody's absence
     */
    boolean run() throws Exception {
        boolean reloaded = reloadWaiting();
        return keys.run() || reloaded;
    }

    private boolean reloadWaiting() throws Exception {
        List<SchemaChangeEntry> waiting = changes.waiting();
        if (waiting.isEmpty()) {
            return false;
        }
        // The catalogue by which rows are read must not be ahead of the log for long.
        fence.pass();
        try {
            reload(waiting);
        } catch (SQLSyntaxErrorException e) {
            LOG.warn("MySQL has changed a table while it was reloaded, which begins anew: {}", e.getMessage());
        }
        return true;
    }

    private void reload(List<SchemaChangeEntry> waiting) throws Exception {
        Preparation preparation = Preparation.of(pipeline);
        Set<TableId> wanted = waiting.stream().map(SchemaChangeEntry::table).collect(Collectors.toSet());
        List<TableId> tables = preparation.schema().sourceTables().stream()
                .map(SourceTable::id)
                .filter(table -> wanted.contains(preparation.schema().rules().target(table)))
                .toList();
        if (!tables.isEmpty()) {
            LOG.info("Reloading {} after a change of their structure", tables);
            LoadSource source = preparation.loadSource(pipeline, servers);
            Loading loading = new Loading(source, connect, new Connectors(pipeline).source(), patience);
            Reloading reloading = new Reloading(source, loading, fence);
            reloading.begin(tables, Optional.empty());
            reloading.finish();
        }
        changes.reloaded(waiting);
    }

    @Override
    public void close() throws SQLException {
        changes.close();
    }
}
