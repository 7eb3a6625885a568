package io.sluice.schema.expression;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that an expression may name. */
public record Scope(List<Column> columns) {

    /**
     * @param name in MySQL, where case does not count
     * @param target its name in PostgreSQL
     * @param comparison of a text column, an ENUM or a SET; of no consequence for others
     */
    public record Column(String name, String target, MySqlType source, PgType type, TextComparison comparison) {}

    public Scope {
        columns = List.copyOf(columns);
    }

    /** Without columns: of a default, or of an event. */
    public static Scope empty() {
        return new Scope(List.of());
    }

    Optional<Column> column(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return columns.stream()
                .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
