package io.sluice.schema.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The storage engines whose tables hold no rows themselves, so that the log's changes of a table are not the table's. */
public enum RowlessEngine {
    /** Rows are written to the log, and thrown away. */
    BLACKHOLE,
    /** The rows are those of other tables, which are not named in the log when they are changed here. */
    MRG_MYISAM,
    /** The rows are those of another server, which changes them without this one's log. */
    FEDERATED;

    static Optional<RowlessEngine> of(String engine) {
        String name = engine.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
