package io.sluice.schema.catalog;

import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key of a table as Debezium does: the primary key, else the first unique index, in the order in which SHOW
 * CREATE TABLE prints them, all of whose columns are NOT NULL. Both sides have to agree, since the keys of the topics
 * are the keys of the rows.
 */
final class IdentifyingIndex {

    private IdentifyingIndex() {}

    static Optional<CatalogIndex> of(
            Connection mysql, TableId table, List<CatalogColumn> columns, List<CatalogIndex> indexes)
            throws SQLException {
        Optional<CatalogIndex> primary =
                indexes.stream().filter(CatalogIndex::primary).findFirst();
        if (primary.isPresent()) {
            return primary;
        }
        List<CatalogIndex> candidates =
                indexes.stream().filter(index -> identifies(index, columns)).toList();
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        for (String name : namesInOrder(mysql, table)) {
            Optional<CatalogIndex> first = candidates.stream()
                    .filter(index -> index.name().equals(name))
                    .findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private static boolean identifies(CatalogIndex index, List<CatalogColumn> columns) {
        return index.uniqueness() == Uniqueness.UNIQUE
                && index.columns()
                        .filter(names -> columns.stream()
                                .filter(column -> names.contains(column.name()))
                                .noneMatch(column -> column.column().nullable()))
                        .isPresent();
    }

    /** SHOW INDEX has the order of definition, which information_schema.statistics does not tell. */
    private static List<String> namesInOrder(Connection mysql, TableId table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SHOW INDEX FROM " + MySqlNames.quote(table))) {
            while (row.next()) {
                names.add(row.getString("Key_name"));
            }
        }
        return names;
    }
}
