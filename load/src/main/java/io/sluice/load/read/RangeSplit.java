package io.sluice.load.read;

import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a large table is cut, so that several readers can read it at once: its key's first column at even distances, if
 * that is an integer. Gaps make ranges uneven and nothing wrong.
 *
 * @param rowBytes about how large a row is, at least 1
 * @param cuts the last value of each range but the last one, as literals
 */
public record RangeSplit(long rowBytes, List<String> cuts) {

    public static final int RANGES_MAX = 16;

    private static final String SIZE = "SELECT data_length, table_rows FROM information_schema.tables"
            + " WHERE table_schema = ? AND table_name = ?";

    public RangeSplit {
        cuts = List.copyOf(cuts);
    }

    /** @param rangeBytes how large a range should be at least */
    public static RangeSplit of(Connection mysql, CatalogTable table, long rangeBytes) throws SQLException {
        try (PreparedStatement statement = mysql.prepareStatement(SIZE)) {
            statement.setString(1, table.id().schema());
            statement.setString(2, table.id().table());
            try (ResultSet row = statement.executeQuery()) {
                long bytes = row.next() ? row.getLong(1) : 0;
                long rowBytes = bytes / Math.max(1, row.getLong(2));
                int ranges = (int) Math.max(1, Math.min(RANGES_MAX, bytes / rangeBytes));
                return new RangeSplit(Math.max(1, rowBytes), ranges == 1 ? List.of() : cuts(mysql, table, ranges));
            }
        }
    }

    private static List<String> cuts(Connection mysql, CatalogTable table, int ranges) throws SQLException {
        String first = table.source().key().get(0);
        return switch (table.column(first).column().type().kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> cuts(mysql, table, MySqlNames.quote(first), ranges);
            default -> List.of();
        };
    }

    private static List<String> cuts(Connection mysql, CatalogTable table, String column, int ranges)
            throws SQLException {
        String sql = "SELECT MIN(" + column + "), MAX(" + column + ") FROM " + MySqlNames.quote(table.id());
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            BigDecimal least = row.getBigDecimal(1);
            return least == null
                    ? List.of()
                    : even(least.toBigInteger(), row.getBigDecimal(2).toBigInteger(), ranges);
        }
    }

    /** The cuts between two values at even distances; fewer if the values are close together. */
    static List<String> even(BigInteger least, BigInteger greatest, int ranges) {
        BigInteger distance = greatest.subtract(least).divide(BigInteger.valueOf(ranges));
        List<String> cuts = new ArrayList<>();
        for (int i = 1; i < ranges && distance.signum() > 0; i++) {
            cuts.add(least.add(distance.multiply(BigInteger.valueOf(i))).toString());
        }
        return cuts;
    }
}
