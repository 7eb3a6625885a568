package io.sluice.core.sql;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders CREATE INDEX, and the index's comment. */
final class IndexSql {

    private IndexSql() {}

    static List<Statement> create(TableId table, IndexDefinition index) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(table, index.name(), create(table, index, "")));
        comment(table, index).ifPresent(sql -> statements.add(new Statement(table, index.name(), sql)));
        return statements;
    }

    static TablePart part(TableDefinition table, IndexDefinition index) {
        // PostgreSQL builds no index on a divided table while rows are written.
        String concurrently = table.partitioning().isPresent() ? "" : "CONCURRENTLY ";
        return new TablePart(
                TablePart.Kind.INDEX,
                table.id(),
                index.name(),
                index.uniqueness() + definition(index) + Identifiers.literal(index.comment()),
                create(table.id(), index, concurrently),
                comment(table.id(), index),
                Optional.empty());
    }

    private static String create(TableId table, IndexDefinition index, String concurrently) {
        String create =
                switch (index.uniqueness()) {
                    case UNIQUE -> "CREATE UNIQUE INDEX ";
                    case NOT_UNIQUE -> "CREATE INDEX ";
                };
        return create + concurrently + Identifiers.quote(index.name()) + " ON " + Identifiers.quote(table)
                + definition(index);
    }

    private static String definition(IndexDefinition index) {
        String using =
                switch (index.method()) {
                    case BTREE -> "";
                    case HASH -> " USING hash";
                    case GIN -> " USING gin";
                    case GIST -> " USING gist";
                };
        return using + " (" + index.parts().stream().map(IndexSql::part).collect(Collectors.joining(", ")) + ")";
    }

    private static Optional<String> comment(TableId table, IndexDefinition index) {
        if (index.comment().isEmpty()) {
            return Optional.empty();
        }
        TableId id = new TableId(table.schema(), index.name());
        return Optional.of("COMMENT ON INDEX " + Identifiers.quote(id) + " IS " + Identifiers.literal(index.comment()));
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
