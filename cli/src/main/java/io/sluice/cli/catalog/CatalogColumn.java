package io.sluice.cli.catalog;

import io.sluice.core.model.SourceColumn;
import java.util.Optional;

/**
 * A column of a MySQL table.
 *
 * @param onUpdate what ON UPDATE puts there when a row changes, such as {@code CURRENT_TIMESTAMP(6)}
 */
public record CatalogColumn(
        SourceColumn column, Default defaultValue, Origin origin, Optional<String> onUpdate, String comment) {

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

    public String name() {
        return column.name();
    }

    CatalogColumn withDefault(Default other) {
        return new CatalogColumn(column, other, origin, onUpdate, comment);
    }
}
