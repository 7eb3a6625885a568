package io.sluice.schema.catalog;

import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.schema.catalog.CatalogColumn.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An index of a MySQL table, its primary key among them. */
public record CatalogIndex(
        String name, Uniqueness uniqueness, Method method, List<Part> parts, Visibility visibility, String comment) {

    private static final String PRIMARY = "PRIMARY";

    /** How MySQL keeps it. */
    public enum Method {
        BTREE,
        /** Only tables in memory have these. */
        HASH,
        FULLTEXT,
        SPATIAL
    }

    /** What is indexed at one place of the index. */
    public sealed interface Part {

        /** @param prefix characters or bytes, where only the start of the value is indexed */
        record OfColumn(String column, OptionalInt prefix, Direction direction) implements Part {}

        record OfExpression(String sql, Direction direction) implements Part {}
    }

    public CatalogIndex {
        parts = List.copyOf(parts);
    }

    public boolean primary() {
        return name.equals(PRIMARY);
    }

    /** The columns in index order; empty if one of the parts is an expression. */
    public Optional<List<String>> columns() {
        if (parts.stream().anyMatch(Part.OfExpression.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(parts.stream()
                .map(Part.OfColumn.class::cast)
                .map(Part.OfColumn::column)
                .toList());
    }
}
