package io.sluice.sink.change;

import io.sluice.sink.change.TableShape.TypeOrigin;
import io.sluice.sink.text.ValueEncoder;
import java.util.List;

/** A column's type, and how values of its Connect schema are written. */
record ColumnType(String sql, TypeOrigin origin, ValueEncoder encoder, List<String> enumLabels) {}
