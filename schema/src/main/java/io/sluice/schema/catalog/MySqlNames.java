package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;

/** Quotes names for MySQL. */
final class MySqlNames {

    private MySqlNames() {}

    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String quote(TableId id) {
        return quote(id.schema()) + "." + quote(id.table());
    }
}
