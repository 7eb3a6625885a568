package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What MySQL knows of a table as a whole.
 *
 * @param estimatedRows MySQL's own estimate, which may be off by half
 * @param engine that keeps it, such as {@code InnoDB}
 * @param nextAutoIncrement the value the next inserted row gets; a larger one than a long can hold counts as the
 *     largest
 */
public record TableFacts(
        TableId id, String engine, long estimatedRows, OptionalLong nextAutoIncrement, String comment) {

    private static final String QUERY = """
            SELECT table_schema AS table_schema, table_name AS table_name, table_rows AS table_rows,
                   auto_increment AS auto_increment, engine AS engine, table_comment AS table_comment
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema IN (%s)
            ORDER BY table_schema, table_name""";

    /** The engine, if it holds no rows itself. */
    public Optional<RowlessEngine> rowlessEngine() {
        return RowlessEngine.of(engine);
    }

    static Map<TableId, List<TableFacts>> read(Connection mysql, List<String> databases) throws SQLException {
        return CatalogQuery.byTable(mysql, QUERY, databases, TableFacts::of);
    }

    private static TableFacts of(TableId id, ResultSet row) throws SQLException {
        BigDecimal next = row.getBigDecimal("auto_increment");
        OptionalLong nextAutoIncrement = next == null
                ? OptionalLong.empty()
                : OptionalLong.of(next.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
        return new TableFacts(
                id,
                CatalogQuery.text(row, "engine"),
                row.getLong("table_rows"),
                nextAutoIncrement,
                CatalogQuery.text(row, "table_comment"));
    }
}
