package io.sluice.load;

import io.sluice.core.load.LoadWork;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.load.read.ChunkSnapshot;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The structures by which a reader reads tables: those that its process has begun with, and for the load of a table that has
 * begun since, those of MySQL's catalogue. Not thread-safe.
 */
final class ReadStructures {

    private final LoadSource source;
    private final Connection mysql;
    private final long newest;
    private long load;
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

    /** @param newest the last load that had begun when the source's tables were read */
    ReadStructures(LoadSource source, Connection mysql, long newest) {
        this.source = source;
        this.mysql = mysql;
        this.newest = newest;
        this.load = newest;
    }

    /** The structure by which an item is read; empty if there is no such table. */
    Optional<Read> of(LoadWork work) throws SQLException {
        if (work.load() <= newest || work instanceof LoadWork.Reload) {
            return Optional.ofNullable(source.tables().get(work.table()))
                    .map(table -> new Read(table, Optional.empty()));
        }
        if (work.load() > load || work instanceof LoadWork.BeginAnew) {
            later = now();
            load = work.load();
        }
        return Optional.ofNullable(later.tables().get(work.table())).map(table -> new Read(table, later.since()));
    }

    /** Whether the table is another one by now, or gone. */
    boolean hasChanged(Read read) throws SQLException {
        CatalogTable table = now().tables().get(read.table().id());
        return table == null || !read.isLike(table);
    }

    private Later now() throws SQLException {
        SourcePosition since = ChunkSnapshot.position(mysql);
        SourceCatalog catalog = SourceCatalog.read(mysql, source.pipeline().tables());
        return new Later(
                catalog.tables().stream().collect(Collectors.toMap(CatalogTable::id, Function.identity())),
                Optional.of(since));
    }
}
