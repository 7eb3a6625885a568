package io.sluice.verify;

import java.sql.SQLException;
import java.util.List;

/**
 * Finds the rows of a keyed table that PostgreSQL has and MySQL has not. Both are read as they are, without a fence: a row
 * may be among them that is on its way, or that the two servers sort differently. Whoever acts on them has to look again.
 */
public final class ExtraKeys {

    private ExtraKeys() {}

    /** Takes what is found. */
    @FunctionalInterface
    public interface Found {

        /**
         * Takes a row.
         *
         * @param row its values in the order of the target table's columns; only those of the key are there
         * @param sourceKey its key as MySQL's driver takes it
         */
        void take(Object[] row, List<Object> sourceKey) throws SQLException, InterruptedException;
    }

    /**
     * Reads the keys of both sides once.
     *
     * @param source opens connections to MySQL
     * @param target opens connections to PostgreSQL
     */
    public static void find(TablePair pair, ConnectionSupplier source, ConnectionSupplier target, Found found)
            throws SQLException, InterruptedException {
        Sides sides = new Sides(pair, source, target);
        KeyOrder order = new KeyOrder(pair.target());
        try (RowCursor sources = sides.scanSourceKeys();
                RowCursor targets = sides.scanTargetKeys()) {
            Object[] inSource = sources.next();
            Object[] inTarget = targets.next();
            while (inTarget != null) {
                int which = inSource == null ? 1 : order.compare(inSource, inTarget);
                if (which > 0) {
                    found.take(inTarget, SourceKeys.of(pair, inTarget));
                }
                inSource = which <= 0 ? sources.next() : inSource;
                inTarget = which >= 0 ? targets.next() : inTarget;
            }
        }
    }
}
