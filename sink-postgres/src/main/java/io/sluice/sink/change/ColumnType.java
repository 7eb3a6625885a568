package io.sluice.sink.change;

import io.sluice.sink.text.ValueEncoder;
import java.util.List;

/** A column's type, and how values of its Connect schema are written. */
record ColumnType(String sql, ValueEncoder encoder, List<String> enumLabels) {}
