package io.sluice.core.model;

import io.sluice.core.type.MySqlType;

/** A column of a MySQL table, as far as mapping its values needs it. */
public record SourceColumn(String name, MySqlType type, boolean nullable) {}
