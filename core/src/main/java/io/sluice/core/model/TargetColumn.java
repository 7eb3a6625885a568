package io.sluice.core.model;

import io.sluice.core.type.PgType;

/** A column of a PostgreSQL table, as far as writing its values needs it. */
public record TargetColumn(String name, PgType type, boolean nullable) {}
