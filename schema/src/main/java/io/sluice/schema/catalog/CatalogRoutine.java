package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import java.util.Locale;

/**
 * A program that MySQL keeps: it is not carried over.
 *
 * @param detail what it does when, such as {@code BEFORE INSERT ON orders}; may be empty
 */
public record CatalogRoutine(TableId id, Kind kind, String detail) {

    public enum Kind {
        TRIGGER,
        PROCEDURE,
        FUNCTION,
        EVENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
