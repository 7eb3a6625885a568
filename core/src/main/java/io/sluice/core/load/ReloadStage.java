package io.sluice.core.load;

/** How far the reload of a table is. */
public enum ReloadStage {
    /** MySQL's rows are read and sent. */
    READING,
    /** They are sent; the rows that PostgreSQL has and MySQL has not are yet to be removed. */
    REMOVING,
    DONE
}
