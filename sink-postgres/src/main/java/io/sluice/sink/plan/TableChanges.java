package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import java.util.List;

/** The changes of one table in a wave. */
sealed interface TableChanges permits KeyedChanges, KeylessChanges {

    /** Whether the row can go into the same wave: it has the columns of the others. */
    boolean accepts(Change.Row row);

    void add(Change.Row row);

    /** Drops what is here, as it would be gone anyway. */
    void truncate();

    /** What has to come before the rows of any table are written. */
    List<Step> removals(TableId table);

    List<Step> writes();
}
