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

    /** Whether PostgreSQL writes the table anew to give the column its type. */
    boolean isRewritten() {
        return LabelChange.isOne(this)
                ? !LabelChange.isAppended(this)
                : TypeChange.isRewritten(
                        before.target().column().type(), after.target().column().type());
    }

    /** Whether PostgreSQL makes of every value what MySQL makes of it. */
    boolean isExact() {
        return TypeChange.keepsValues(StructureCatalog.type(before.source()), StructureCatalog.type(after.source()))
                && TypeChange.isExact(
                        before.target().column().type(), after.target().column().type());
    }
}
