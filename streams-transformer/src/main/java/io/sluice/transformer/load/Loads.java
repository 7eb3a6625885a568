package io.sluice.transformer.load;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.Optional;

/** What the log has to know of a load. Thread-safe. */
public interface Loads {

    /** The offset at which the log begins in a raw topic: earlier records are of a log that counts no more. */
    long beginning(String topic);

    /**
     * The position up to which the log of a table is in what was loaded: of one without a key, or whose load has begun anew since
     * its structure changed. Empty for any other table with a key, whose log corrects what was loaded, and for one that
     * was not loaded.
     */
    Optional<SourcePosition> moment(TableId table);

    /** The position up to which statements are in the structure that a table was loaded with; empty if the log begins earlier. */
    Optional<SourcePosition> structure(TableId table);

    /** Whether rows of a table were loaded or reloaded as they were behind a position, or may still be. */
    boolean isLoadedAfter(TableId table, SourcePosition position);
}
