package io.sluice.load;

import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import io.sluice.load.read.ChunkSnapshot;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.catalog.StructureCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * The structures by which a reader reads tables: for the first load and for reloads, those that its process has begun with; for
 * a load of a table that has begun anew, those of MySQL's catalogue, whenever the reader has started. Not thread-safe.
 */
final class ReadStructures {

    private final Map<TableId, CatalogTable> begunWith;
    private final TableSelection selection;
    private final Connection mysql;
    private final LoadState state;

    /** The newest load that {@link #later} was read for; 0 if it has not been read. */
    private long laterLoad;

    private Later later = new Later(Map.of(), Optional.empty());

    /** @param since a position before the catalogue was read */
    private record Later(Map<TableId, CatalogTable> tables, Optional<SourcePosition> since) {}

    /**
     * A structure.
     *
     * @param since a position before it was read; empty if it is that of the process's start
     */
    record Read(CatalogTable table, Optional<SourcePosition> since) {

        /** Whether rows are read alike by both. */
        boolean isLike(CatalogTable other) {
            return table.columns().equals(other.columns()) && table.key().equals(other.key());
        }
    }

    /**
     * @param begunWith the tables of the source when the process began
     * @param selection of the pipeline's tables
     * @param state that knows the first load by the time an item is asked for
     */
    ReadStructures(Map<TableId, CatalogTable> begunWith, TableSelection selection, Connection mysql, LoadState state) {
        this.begunWith = begunWith;
        this.selection = selection;
        this.mysql = mysql;
        this.state = state;
    }

    /** The structure by which an item is read; empty if there is no such table. */
    Optional<Read> of(LoadWork work) throws SQLException {
        if (work.load() == state.load().orElseThrow() || work instanceof LoadWork.Reload) {
            return Optional.ofNullable(begunWith.get(work.table())).map(table -> new Read(table, Optional.empty()));
        }
        if (work.load() > laterLoad || work instanceof LoadWork.BeginAnew) {
            later = now();
            laterLoad = work.load();
        }
        return Optional.ofNullable(later.tables().get(work.table())).map(table -> new Read(table, later.since()));
    }

    /** Whether the table is another one by now, or gone. */
    boolean hasChanged(Read read) throws SQLException {
        return !StructureCheck.isSame(mysql, read.table());
    }

    private Later now() throws SQLException {
        SourcePosition since = ChunkSnapshot.position(mysql);
        return new Later(SourceCatalog.read(mysql, selection).byId(), Optional.of(since));
    }
}
