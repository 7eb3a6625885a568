package io.sluice.schema.plan;

import io.sluice.core.name.Identifiers;
import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Method;
import io.sluice.core.sql.IndexDefinition.Part;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.plan.Finding.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans the counterparts of FULLTEXT and SPATIAL indexes. */
final class SearchIndexes {

    /** A tsvector has room for 1 MB; a longer text would be refused. */
    private static final int MAX_CHARACTERS = 200_000;

    private final PlannedTable table;

    SearchIndexes(PlannedTable table) {
        this.table = table;
    }

    IndexDefinition fulltext(CatalogIndex index, String name) {
        String texts = columns(index).stream().map(this::searchable).collect(Collectors.joining(" || ' ' || "));
        String sql = "to_tsvector('simple', " + texts + ")";
        table.findings()
                .afterData(name)
                .notice(
                        Code.INDEX_FULLTEXT,
                        index.name(),
                        "the FULLTEXT index becomes a GIN index on a text search vector",
                        "write MATCH … AGAINST as " + sql + " @@ websearch_to_tsquery('simple', …)");
        return new IndexDefinition(
                name,
                index.uniqueness(),
                Method.GIN,
                List.of(new Part.OfExpression(sql, Direction.ASCENDING)),
                IndexPlan.comment(index));
    }

    private String searchable(CatalogIndex.Part.OfColumn part) {
        MySqlType.Kind kind =
                table.source().column(part.column()).column().type().kind();
        String text = Identifiers.quote(table.column(part.column()).name()) + "::text";
        boolean mayBeLong = kind == MySqlType.Kind.MEDIUMTEXT || kind == MySqlType.Kind.LONGTEXT;
        return "coalesce(" + (mayBeLong ? "left(" + text + ", " + MAX_CHARACTERS + ")" : text) + ", '')";
    }

    Optional<IndexDefinition> spatial(CatalogIndex index, String name) {
        CatalogIndex.Part.OfColumn part = columns(index).get(0);
        PgType type = table.column(part.column()).type();
        if (type instanceof PgType.Scalar) {
            table.findings()
                    .afterData()
                    .warn(
                            Code.INDEX_LEFT_OUT,
                            index.name(),
                            "the SPATIAL index is left out: geometries arrive as " + type.sql(),
                            "CREATE EXTENSION postgis in the target before the migration, or index them later");
            return Optional.empty();
        }
        return Optional.of(new IndexDefinition(
                name,
                index.uniqueness(),
                Method.GIST,
                List.of(new Part.OfColumn(table.column(part.column()).name(), Direction.ASCENDING)),
                IndexPlan.comment(index)));
    }

    private static List<CatalogIndex.Part.OfColumn> columns(CatalogIndex index) {
        return index.parts().stream()
                .map(CatalogIndex.Part.OfColumn.class::cast)
                .toList();
    }
}
