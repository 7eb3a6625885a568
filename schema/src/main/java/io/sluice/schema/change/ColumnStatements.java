package io.sluice.schema.change;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.type.PgType;
import io.sluice.schema.change.PlannedStructure.PlannedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that make one column what it is after a statement of MySQL; it has its new name already. */
final class ColumnStatements {

    private final TableId table;
    private final ColumnPair pair;
    private final String column;
    private final ColumnDefinition was;
    private final ColumnDefinition is;

    ColumnStatements(TableId table, ColumnPair pair) {
        this.table = table;
        this.pair = pair;
        this.was = pair.before().target();
        this.is = pair.after().target();
        this.column = "ALTER COLUMN " + Identifiers.quote(pair.after().name()) + " ";
    }

    static String alter(TableId table, String action) {
        return "ALTER TABLE " + Identifiers.quote(table) + " " + action;
    }

    List<String> statements() {
        List<String> sql = new ArrayList<>();
        boolean typed = !was.column().type().equals(is.column().type());
        boolean identity = was.defaultValue() instanceof Default.Identity;
        boolean numbered = is.defaultValue() instanceof Default.Identity;
        if (identity && !numbered) {
            sql.add(alter(table, column + "DROP IDENTITY IF EXISTS"));
        }
        if (typed) {
            type(sql);
        }
        nullability(sql);
        if (numbered && !identity) {
            sql.add(alter(table, column + "DROP DEFAULT"));
            sql.add(alter(table, column + "ADD " + identity((Default.Identity) is.defaultValue())));
        } else if (!numbered && (typed || !was.defaultValue().equals(is.defaultValue()))) {
            sql.add(alter(table, column + defaultValue(is.defaultValue())));
        }
        return sql;
    }

    /** Those of them without which rows would not fit the column. */
    List<String> needed() {
        if (!was.column().type().equals(is.column().type())) {
            return statements();
        }
        return is.column().nullable() && !was.column().nullable()
                ? List.of(alter(table, column + "DROP NOT NULL"))
                : List.of();
    }

    private void type(List<String> sql) {
        if (LabelChange.isOne(pair)) {
            sql.addAll(LabelChange.statements(table, pair));
            return;
        }
        PgType type = is.column().type();
        if (!(was.defaultValue() instanceof Default.Identity)) {
            sql.add(alter(table, column + "DROP DEFAULT"));
        }
        type.enumType().ifPresent(made -> sql.add(createType(made)));
        // Where the values cannot be converted there are none.
        String using = pair.isExact() ? Identifiers.quote(pair.after().name()) + "::" + type.sql() : "NULL";
        if (isText(type) && isText(was.column().type())) {
            sql.add(Blocks.changeTextType(table, pair.after().name(), type.sql(), " USING " + using));
        } else {
            sql.add(alter(table, column + "TYPE " + type.sql() + " USING " + using));
        }
        was.column().type().enumType().ifPresent(gone -> sql.add("DROP TYPE IF EXISTS " + gone.sql()));
    }

    static boolean isText(PgType type) {
        return type instanceof PgType.Scalar scalar
                && switch (scalar.base()) {
                    case TEXT, VARCHAR, CHAR -> true;
                    default -> false;
                };
    }

    private static String createType(PgType.EnumType type) {
        List<String> labels = type.labels().stream().map(Identifiers::literal).toList();
        return Blocks.unlessThere("CREATE TYPE " + type.sql() + " AS ENUM (" + String.join(", ", labels) + ")");
    }

    /** Without strict mode MySQL puts the type's own default in the place of NULL. */
    private void nullability(List<String> sql) {
        if (is.column().nullable() && !was.column().nullable()) {
            sql.add(alter(table, column + "DROP NOT NULL"));
        } else if (!is.column().nullable() && was.column().nullable()) {
            implicit()
                    .ifPresent(value -> sql.add("UPDATE " + Identifiers.quote(table) + " SET "
                            + Identifiers.quote(pair.after().name()) + " = " + value + " WHERE "
                            + Identifiers.quote(pair.after().name()) + " IS NULL"));
            sql.add(alter(table, column + "SET NOT NULL"));
        }
    }

    private Optional<String> implicit() {
        boolean none = pair.after().target().defaultValue() instanceof Default.None;
        return none && pair.after().filled().defaultValue() instanceof Default.Expression fill
                ? Optional.of(fill.sql())
                : Optional.empty();
    }

    private static String defaultValue(Default value) {
        return value instanceof Default.Expression expression ? "SET DEFAULT " + expression.sql() : "DROP DEFAULT";
    }

    private String identity(Default.Identity identity) {
        return identity(table, identity);
    }

    private static String identity(TableId table, Default.Identity identity) {
        return "GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "
                + Identifiers.quote(new TableId(table.schema(), identity.sequence())) + " START WITH "
                + identity.start() + ")";
    }

    /** The statements that add a column; rows that are there get what MySQL's have got. */
    static List<String> add(TableId table, PlannedColumn added) {
        List<String> sql = new ArrayList<>();
        ColumnDefinition column = added.target();
        column.column().type().enumType().ifPresent(made -> sql.add(createType(made)));
        String name = Identifiers.quote(added.name());
        String text = "ADD COLUMN IF NOT EXISTS " + name + " "
                + column.column().type().sql();
        if (added.filled().defaultValue() instanceof Default.Expression fill) {
            text += " DEFAULT " + fill.sql();
        } else if (column.defaultValue() instanceof Default.Identity identity) {
            text += " " + identity(table, identity);
        }
        sql.add(alter(table, column.column().nullable() ? text : text + " NOT NULL"));
        boolean filled = added.filled().defaultValue() instanceof Default.Expression;
        if (filled && !(column.defaultValue() instanceof Default.Expression)) {
            sql.add(alter(table, "ALTER COLUMN " + name + " DROP DEFAULT"));
        }
        return sql;
    }

    /** The statements that drop a column, and what was made for it. */
    static List<String> drop(TableId table, PlannedColumn dropped) {
        List<String> sql = new ArrayList<>();
        sql.add(alter(table, "DROP COLUMN IF EXISTS " + Identifiers.quote(dropped.name())));
        dropped.target().column().type().enumType().ifPresent(gone -> sql.add("DROP TYPE IF EXISTS " + gone.sql()));
        return sql;
    }

    /** The statements after which a column that MySQL has no longer is NULL in new rows. */
    static List<String> keep(TableId table, PlannedColumn dropped) {
        String column = "ALTER COLUMN " + Identifiers.quote(dropped.name()) + " ";
        boolean identity = dropped.target().defaultValue() instanceof Default.Identity;
        return List.of(
                alter(table, column + (identity ? "DROP IDENTITY IF EXISTS" : "DROP DEFAULT")),
                alter(table, column + "DROP NOT NULL"));
    }

    static String comment(TableId table, PlannedColumn column) {
        return "COMMENT ON COLUMN " + Identifiers.quote(table) + "." + Identifiers.quote(column.name()) + " IS "
                + Identifiers.literal(column.target().comment());
    }
}
