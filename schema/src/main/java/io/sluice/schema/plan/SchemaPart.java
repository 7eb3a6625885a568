package io.sluice.schema.plan;

/** Which part of a schema is meant: what has to be there for the first row, or what is made once the rows are there. */
public enum SchemaPart {
    BEFORE_DATA,
    AFTER_DATA,
    ALL;

    public boolean hasBeforeData() {
        return this != AFTER_DATA;
    }

    public boolean hasAfterData() {
        return this != BEFORE_DATA;
    }
}
