package io.sluice.assess;

import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest and the largest key of a table whose key is a single integer. */
record KeyRange(String column, BigInteger first, BigInteger last) {

    /** None if the key is another, or the table is empty. */
    static Optional<KeyRange> of(Connection mysql, CatalogTable table) throws SQLException {
        Optional<String> key = Portion.integerKey(table);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String column = MySqlNames.quote(key.get());
        String query = "SELECT MIN(" + column + "), MAX(" + column + ") FROM " + MySqlNames.quote(table.id());
        return SourceSql.rows(mysql, query, row -> {
                    BigDecimal first = row.getBigDecimal(1);
                    BigDecimal last = row.getBigDecimal(2);
                    return Optional.ofNullable(first)
                            .map(number -> new KeyRange(key.get(), number.toBigInteger(), last.toBigInteger()));
                })
                .get(0);
    }

    /** This many keys, spread evenly; fewer if there are not so many. */
    List<BigInteger> starts(int count) {
        BigInteger width = width(count);
        List<BigInteger> starts = new ArrayList<>();
        for (BigInteger start = first; start.compareTo(last) <= 0; start = start.add(width)) {
            starts.add(start);
        }
        return starts;
    }

    /** The width of this many ranges that together hold all keys. */
    BigInteger width(int count) {
        BigInteger size = last.subtract(first).add(BigInteger.ONE);
        BigInteger parts = BigInteger.valueOf(count);
        return size.add(parts).subtract(BigInteger.ONE).divide(parts);
    }
}
