package io.sluice.core.sql;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders CREATE INDEX, and the index's comment. */
final class IndexSql {

    private IndexSql() {}

    static List<Statement> create(TableId table, IndexDefinition index) {
        String create =
                switch (index.uniqueness()) {
                    case UNIQUE -> "CREATE UNIQUE INDEX ";
                    case NOT_UNIQUE -> "CREATE INDEX ";
                };
        String using =
                switch (index.method()) {
                    case BTREE -> "";
                    case HASH -> " USING hash";
                    case GIN -> " USING gin";
                    case GIST -> " USING gist";
                };
        String parts = index.parts().stream().map(IndexSql::part).collect(Collectors.joining(", "));
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(
                table,
                index.name(),
                create + Identifiers.quote(index.name()) + " ON " + Identifiers.quote(table) + using + " (" + parts
                        + ")"));
        if (!index.comment().isEmpty()) {
            TableId id = new TableId(table.schema(), index.name());
            statements.add(new Statement(
                    table,
                    index.name(),
                    "COMMENT ON INDEX " + Identifiers.quote(id) + " IS " + Identifiers.literal(index.comment())));
        }
        return statements;
    }

    private static String part(IndexDefinition.Part part) {
        String what = part instanceof IndexDefinition.Part.OfColumn column
                ? Identifiers.quote(column.column())
                : "(" + ((IndexDefinition.Part.OfExpression) part).sql() + ")";
        return what
                + switch (part.direction()) {
                    case ASCENDING -> "";
                    case DESCENDING -> " DESC";
                };
    }
}
