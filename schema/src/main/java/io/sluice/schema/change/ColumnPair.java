package io.sluice.schema.change;

import io.sluice.schema.change.PlannedStructure.PlannedColumn;

/** A column as it was before a statement, and as it is after it. */
record ColumnPair(PlannedColumn before, PlannedColumn after) {

    boolean isRenamed() {
        return !before.name().equals(after.name());
    }

    /** Whether it may hold texts or bytes of another length, on which the form of an index depends. */
    boolean isOfAnotherLength() {
        boolean other = !before.source().type().equalsIgnoreCase(after.source().type());
        return other
                && switch (StructureCatalog.type(after.source()).kind()) {
                    case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> true;
                    case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> true;
                    default -> false;
                };
    }

    /** Whether PostgreSQL makes of every value what MySQL makes of it. */
    boolean isExact() {
        return TypeChange.keepsValues(StructureCatalog.type(before.source()), StructureCatalog.type(after.source()))
                && TypeChange.isExact(
                        before.target().column().type(), after.target().column().type());
    }
}
