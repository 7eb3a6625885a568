package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import java.sql.SQLException;

/** A table is not what it was when the catalogue was read. With the catalogue read anew, the work may succeed. */
public final class StructureChangedException extends SQLException {

    private static final long serialVersionUID = 1;

    StructureChangedException(TableId table) {
        super("MySQL has changed table " + table + " since its structure was read; begin again");
    }
}
