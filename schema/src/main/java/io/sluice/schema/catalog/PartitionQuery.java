package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.schema.catalog.CatalogPartitioning.Inner;
import io.sluice.schema.catalog.CatalogPartitioning.Partition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how tables are partitioned. */
final class PartitionQuery {

    private static final String QUERY = """
            SELECT table_schema AS table_schema, table_name AS table_name, partition_name AS partition_name,
                   partition_method AS partition_method, partition_expression AS partition_expression,
                   partition_description AS partition_description, subpartition_method AS subpartition_method,
                   subpartition_expression AS subpartition_expression
            FROM information_schema.partitions
            WHERE partition_name IS NOT NULL AND table_schema IN (%s)
            ORDER BY table_schema, table_name, partition_ordinal_position, subpartition_ordinal_position""";

    /** One row of the answer: a partition, or one of its subpartitions. */
    private record Row(
            Partition partition, String method, String expression, Optional<String> innerMethod, String inner) {}

    private PartitionQuery() {}

    static Map<TableId, CatalogPartitioning> read(Connection mysql, List<String> databases) throws SQLException {
        Map<TableId, CatalogPartitioning> partitionings = new LinkedHashMap<>();
        CatalogQuery.byTable(mysql, QUERY, databases, (table, row) -> row(row))
                .forEach((table, rows) -> partitionings.put(table, partitioning(rows)));
        return partitionings;
    }

    private static CatalogPartitioning partitioning(List<Row> rows) {
        Row first = rows.get(0);
        List<Partition> partitions =
                rows.stream().map(Row::partition).distinct().toList();
        return new CatalogPartitioning(
                first.method(),
                first.expression(),
                partitions,
                first.innerMethod().map(method -> new Inner(method, first.inner(), rows.size() / partitions.size())));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Partition(row.getString("partition_name"), CatalogQuery.text(row, "partition_description")),
                row.getString("partition_method"),
                CatalogQuery.text(row, "partition_expression"),
                Optional.ofNullable(row.getString("subpartition_method")),
                CatalogQuery.text(row, "subpartition_expression"));
    }
}
