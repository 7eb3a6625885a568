package io.sluice.schema.catalog;

import io.sluice.core.model.SourceColumn;
import java.util.Optional;

/**
 * A column of a MySQL table.
 *
 * @param generation how its values are computed, if its origin is {@link Origin#GENERATED}
 * @param onUpdate what ON UPDATE puts there when a row changes, such as {@code CURRENT_TIMESTAMP(6)}
 * @param collation of its texts, such as {@code utf8mb4_0900_ai_ci}; empty if it holds none
 */
public record CatalogColumn(
        SourceColumn column,
        Default defaultValue,
        Origin origin,
        Optional<Generation> generation,
        Optional<String> onUpdate,
        Optional<String> collation,
        Visibility visibility,
        String comment) {

    /** What an INSERT that does not name the column puts there. */
    public sealed interface Default {

        /** NULL, or an error in a NOT NULL column. */
        record None() implements Default {}

        /** A literal without quotes; of bits {@code b'101'}, of bytes {@code 0x00FF}. */
        record Literal(String text) implements Default {}

        /** An SQL expression as MySQL prints it. */
        record Expression(String sql) implements Default {}
    }

    /** Where the column's values come from. */
    public enum Origin {
        WRITTEN,
        AUTO_INCREMENT,
        GENERATED
    }

    /** The expression of a generated column, as MySQL prints it. */
    public record Generation(String sql, Storage storage) {

        public enum Storage {
            STORED,
            VIRTUAL
        }
    }

    /** Whether {@code SELECT *} shows it, or the optimizer uses it. */
    public enum Visibility {
        VISIBLE,
        INVISIBLE
    }

    public String name() {
        return column.name();
    }

    CatalogColumn withDefault(Default other) {
        return new CatalogColumn(column, other, origin, generation, onUpdate, collation, visibility, comment);
    }
}
