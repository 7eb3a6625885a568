package io.sluice.schema.expression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A translated query. */
record Query(String sql, List<Column> columns) {

    /** @param term what it is in the query itself; outside of it only its kind and its facts hold */
    record Column(String name, Term term) {}

    Query {
        columns = List.copyOf(columns);
    }

    Optional<Column> column(String name) {
        return find(columns, name);
    }

    static Optional<Column> find(List<Column> columns, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return columns.stream()
                .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
