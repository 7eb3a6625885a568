package io.sluice.schema.catalog;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a table still is what the catalogue said. A transaction that has read the table keeps MySQL from changing it, so
 * that what it has read before the check and what it reads behind it has this structure.
 */
public final class StructureCheck {

    private static final String PRIMARY = "PRIMARY";

    private static final String COLUMNS = """
            SELECT column_name AS column_name, column_type AS column_type, is_nullable AS is_nullable,
                   collation_name AS collation_name, srs_id AS srs_id
            FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position""";

    private static final String KEY = """
            SELECT column_name AS column_name FROM information_schema.statistics
            WHERE table_schema = ? AND table_name = ? AND index_name = ? ORDER BY seq_in_index""";

    private StructureCheck() {}

    /** @throws StructureChangedException if the columns or the key are others */
    public static void require(Connection mysql, CatalogTable table) throws SQLException {
        if (!isSame(mysql, table)) {
            throw new StructureChangedException(table.id());
        }
    }

    /** Whether the columns and the key are the same; not so for a table that is not there. */
    public static boolean isSame(Connection mysql, CatalogTable table) throws SQLException {
        return hasColumns(mysql, table) && hasKey(mysql, table);
    }

    private static boolean hasColumns(Connection mysql, CatalogTable table) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        List<Optional<String>> collations = new ArrayList<>();
        try (PreparedStatement statement = prepared(mysql, COLUMNS, table.id());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                columns.add(ColumnQuery.source(row));
                collations.add(Optional.ofNullable(row.getString("collation_name")));
            }
        }
        return columns.equals(
                        table.columns().stream().map(CatalogColumn::column).toList())
                && collations.equals(
                        table.columns().stream().map(CatalogColumn::collation).toList());
    }

    private static boolean hasKey(Connection mysql, CatalogTable table) throws SQLException {
        String index = table.key().map(CatalogIndex::name).orElse(PRIMARY);
        List<String> expected = table.key().flatMap(CatalogIndex::columns).orElse(List.of());
        boolean same = columns(mysql, table.id(), index).equals(expected);
        return same
                && (index.equals(PRIMARY) || columns(mysql, table.id(), PRIMARY).isEmpty());
    }

    private static List<String> columns(Connection mysql, TableId table, String index) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = prepared(mysql, KEY, table)) {
            statement.setString(3, index);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString("column_name"));
                }
            }
        }
        return columns;
    }

    private static PreparedStatement prepared(Connection mysql, String sql, TableId table) throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }
}
