package io.sluice.core.type;

/** Where a column goes and how its values get there. */
public record ColumnMapping(PgType type, ValueConversion conversion) {}
