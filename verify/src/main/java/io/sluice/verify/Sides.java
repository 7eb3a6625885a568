package io.sluice.verify;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.schema.source.CharsetQuery;
import java.sql.SQLException;

/** One table on both servers, and how to get at it. Thread-safe. */
final class Sides {

    private final TablePair pair;
    private final ConnectionSupplier sourceConnections;
    private final ConnectionSupplier targetConnections;
    private final SourceReader source;
    private final TargetReader target;

    Sides(TablePair pair, ConnectionSupplier sourceConnections, ConnectionSupplier targetConnections) {
        this.pair = pair;
        this.sourceConnections = () -> SourceReader.prepare(sourceConnections.open());
        this.targetConnections = () -> TargetReader.prepare(targetConnections.open());
        SourceCharsets charsets = new SourceCharsets(new CharsetQuery(sourceConnections::open));
        this.source = new SourceReader(pair, new ConvertedText(charsets).reader());
        this.target = new TargetReader(pair.target());
    }

    TablePair pair() {
        return pair;
    }

    RowCursor scanSource() throws SQLException {
        return source.scan(sourceConnections.open());
    }

    RowCursor scanTarget() throws SQLException {
        return target.scan(targetConnections.open());
    }

    RowCursor scanSourceKeys() throws SQLException {
        return source.scanKeys(sourceConnections.open());
    }

    RowCursor scanTargetKeys() throws SQLException {
        return target.scanKeys(targetConnections.open());
    }

    /** Reading by key, on connections of its own. */
    KeyLookup lookup() {
        return new KeyLookup(sourceConnections, source, targetConnections, target, new KeyOrder(pair.target()));
    }
}
