package io.sluice.verify;

import io.sluice.core.name.TableId;

/** Is told how far a comparison is; called from several threads. */
@FunctionalInterface
public interface Progress {

    /**
     * @param source the table in MySQL
     * @param rows how many of its rows have been read so far; of a keyless table, in the current pass over it
     */
    void read(TableId source, long rows);
}
