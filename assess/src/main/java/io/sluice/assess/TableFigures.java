package io.sluice.assess;

import io.sluice.core.name.TableId;

/**
 * How large a table is, by MySQL's own reckoning.
 *
 * @param rows an estimate, which may be off by half
 * @param identity how its rows are told apart
 */
public record TableFigures(TableId id, String engine, long rows, long dataBytes, long indexBytes, Identity identity) {

    /** What a change finds its row by. */
    public enum Identity {
        PRIMARY_KEY("primary key"),
        UNIQUE_KEY("unique key"),
        /** Two rows may have NULL there, so that it tells no rows apart. */
        NULLABLE_UNIQUE_KEY("only unique keys with NULLs"),
        NONE("no key");

        private final String label;

        Identity(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
