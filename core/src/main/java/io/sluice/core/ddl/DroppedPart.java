package io.sluice.core.ddl;

import java.util.Objects;

/** An index or a constraint that a statement has dropped, by its name in MySQL. */
public record DroppedPart(Kind kind, String name) {

    public enum Kind {
        INDEX,
        /** A check or a foreign key, which one DROP CONSTRAINT does not say. */
        CONSTRAINT
    }

    public DroppedPart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }
}
