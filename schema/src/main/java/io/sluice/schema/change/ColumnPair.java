package io.sluice.schema.change;

import io.sluice.schema.change.PlannedStructure.PlannedColumn;

/** A column as it was before a statement, and as it is after it. */
record ColumnPair(PlannedColumn before, PlannedColumn after) {

    boolean isRenamed() {
        return !before.name().equals(after.name());
    }

    boolean isOfOtherType() {
        return !before.source().type().equalsIgnoreCase(after.source().type());
    }

    /** Whether NULL is admitted on one side only, or an INSERT puts something else there. */
    boolean isOtherwiseChanged() {
        return before.source().nullable() != after.source().nullable()
                || !before.source().defaultValue().equals(after.source().defaultValue())
                || before.source().origin() != after.source().origin();
    }

    /** Whether it may hold texts or bytes of another length, on which the form of an index depends. */
    boolean isOfAnotherLength() {
        return isOfOtherType()
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
