package io.sluice.schema.change;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The labels of a column that is of an enumerated type, or of an array of one, before and after a statement. */
final class LabelChange {

    private LabelChange() {}

    /** Whether the column has such a type on both sides. */
    static boolean isOne(ColumnPair pair) {
        return type(pair.before()).enumType().isPresent()
                && type(pair.after()).enumType().isPresent();
    }

    static EnumType before(ColumnPair pair) {
        return type(pair.before()).enumType().orElseThrow();
    }

    static EnumType after(ColumnPair pair) {
        return type(pair.after()).enumType().orElseThrow();
    }

    private static PgType type(PlannedStructure.PlannedColumn column) {
        return column.target().column().type();
    }

    /** Whether labels have only been added, after those that were there. */
    static boolean isAppended(ColumnPair pair) {
        List<String> now = after(pair).labels();
        List<String> old = before(pair).labels();
        return now.size() >= old.size() && now.subList(0, old.size()).equals(old);
    }

    /** A label cannot be used by the transaction that adds it. */
    static List<String> ahead(ColumnPair pair) {
        if (!isOne(pair) || !isAppended(pair)) {
            return List.of();
        }
        return added(pair).stream()
                .map(label -> Blocks.labelIfTypeIsThere(before(pair).sql(), label))
                .toList();
    }

    /** The statements after which the type has the labels; it has its new name already. */
    static List<String> statements(TableId table, ColumnPair pair) {
        if (isAppended(pair)) {
            return added(pair).stream()
                    .map(label -> Blocks.addLabel(after(pair).sql(), label))
                    .toList();
        }
        EnumType type = after(pair);
        String old = Identifiers.hashed("sluice", type.id().table());
        String labels = type.labels().stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        String column = Identifiers.quote(pair.after().name());
        boolean array = type(pair.after()) instanceof PgType.ArrayOf;
        List<String> sql = new ArrayList<>();
        sql.add("ALTER TYPE " + type.sql() + " RENAME TO " + Identifiers.quote(old));
        sql.add("CREATE TYPE " + type.sql() + " AS ENUM (" + labels + ")");
        sql.add(ColumnStatements.alter(table, "ALTER COLUMN " + column + " DROP DEFAULT"));
        sql.add(ColumnStatements.alter(
                table,
                "ALTER COLUMN " + column + " TYPE " + type(pair.after()).sql() + " USING " + column + "::text"
                        + (array ? "[]" : "") + "::" + type(pair.after()).sql()));
        sql.add("DROP TYPE " + Identifiers.quote(new TableId(type.id().schema(), old)));
        return sql;
    }

    private static List<String> added(ColumnPair pair) {
        List<String> labels = after(pair).labels();
        return labels.subList(before(pair).labels().size(), labels.size());
    }
}
