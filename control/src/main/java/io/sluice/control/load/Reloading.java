package io.sluice.control.load;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.ReloadStage;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.load.LoadSource;
import io.sluice.load.remove.ExtraRow;
import io.sluice.load.remove.RowRemoval;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.TargetConnection;
import io.sluice.verify.ExtraKeys;
import io.sluice.verify.Fence;
import io.sluice.verify.TablePair;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries reloads to their end: MySQL's rows are sent anew, and then the rows removed that PostgreSQL has and MySQL has not.
 * Each step can be done again, by another process as well.
 */
public final class Reloading {

    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

    /** Removed under one lock. */
    private static final int REMOVED_MAX = 200;

    private final LoadSource source;
    private final Loading loading;
    private final Fence fence;

    /** @param fence of the pipeline */
    public Reloading(LoadSource source, Loading loading, Fence fence) {
        this.source = source;
        this.loading = loading;
        this.fence = fence;
    }

    /**
     * Begins a reload.
     *
     * @param where an SQL condition of MySQL that it understands for each of the tables; empty for all rows
     */
    public void begin(List<TableId> tables, Optional<String> where) throws InterruptedException {
        new LoadPlan(source.kafka(), source.pipeline().topics()).reload(tables, source::hasKey, where);
    }

    /** Whether all reloads that have begun are done, also those of tables whose log waits for them. */
    public boolean isSettled() {
        return loading.isRead() && open().isEmpty();
    }

    private List<LoadEntry.Reload> open() {
        try (LoadProgress progress =
                new LoadProgress(source.kafka(), source.pipeline().topics())) {
            return progress.read().reloads();
        }
    }

    /**
     * Finishes all reloads that have begun; returns when their rows have arrived.
     *
     * @return how many rows of each table with a key were read and removed
     * @throws SQLException also if a table is not what the source says it is: with another source it goes on
     * @throws Exception what keeps it from going on, if that is not somebody's absence
     */
    public List<ReloadedTable> finish() throws Exception {
        loading.readReloads();
        List<LoadEntry.Reload> read = open().stream()
                .filter(reload -> reload.stage() == ReloadStage.REMOVING)
                .toList();
        List<ReloadedTable> tables = new ArrayList<>();
        // Rows that are removed while the sink still has to write them would come back.
        fence.pass();
        for (LoadEntry.Reload reload : read) {
            long removed = isKeyed(reload.table()) ? removeExtra(reload.table()) : 0;
            LOG.info(
                    "Reloaded {}: {} rows read, {} rows removed",
                    reload.table(),
                    reload.progress().rows(),
                    removed);
            new LoadPlan(source.kafka(), source.pipeline().topics()).done(reload);
            tables.add(new ReloadedTable(reload.table(), reload.progress().rows(), removed));
        }
        fence.pass();
        return tables;
    }

    /** A table that was dropped since, or has lost its key, has no rows to compare. */
    private boolean isKeyed(TableId table) {
        return source.tables().containsKey(table) && source.hasKey(table);
    }

    private long removeExtra(TableId table) throws SQLException, InterruptedException {
        Pipeline pipeline = source.pipeline();
        TablePair pair = TablePair.of(source.tables().get(table).source(), source.rules());
        long[] removed = {0};
        try (RowRemoval removal = source.removal(table)) {
            List<ExtraRow> rows = new ArrayList<>();
            ExtraKeys.find(
                    pair,
                    () -> SourceConnection.open(pipeline.source()),
                    () -> TargetConnection.open(pipeline.target()),
                    (row, key) -> {
                        rows.add(new ExtraRow(row, key));
                        if (rows.size() == REMOVED_MAX) {
                            removed[0] += removal.remove(rows);
                            rows.clear();
                        }
                    });
            if (!rows.isEmpty()) {
                removed[0] += removal.remove(rows);
            }
        }
        return removed[0];
    }
}
