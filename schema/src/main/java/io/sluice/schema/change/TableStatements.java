package io.sluice.schema.change;

import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.Statement;
import io.sluice.core.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statements that make a table and take one away. They do nothing where that is done: a pipeline that starts makes the
 * tables that MySQL has by then, before its log tells of them.
 */
final class TableStatements {

    private static final String CREATE_TABLE = "CREATE TABLE ";

    private TableStatements() {}

    static List<String> create(TableDefinition table) {
        return Stream.concat(Ddl.beforeData(List.of(table)).stream(), Ddl.triggers(table).stream())
                .map(Statement::sql)
                .map(TableStatements::tolerant)
                .toList();
    }

    private static String tolerant(String sql) {
        if (sql.startsWith(CREATE_TABLE)) {
            return CREATE_TABLE + "IF NOT EXISTS " + sql.substring(CREATE_TABLE.length());
        }
        boolean unconditional = sql.startsWith("CREATE ") && !sql.contains(" IF NOT EXISTS ");
        return unconditional ? Blocks.unlessThere(sql) : sql;
    }

    static List<String> drop(TableDefinition table) {
        List<String> sql = new ArrayList<>();
        sql.add(Blocks.dropReferences(table.id()));
        sql.add("DROP TABLE IF EXISTS " + Identifiers.quote(table.id()));
        table.triggers().forEach(trigger -> sql.add(Ddl.dropFunction(table, trigger)));
        for (ColumnDefinition column : table.columns()) {
            column.column().type().enumType().ifPresent(type -> sql.add("DROP TYPE IF EXISTS " + type.sql()));
        }
        return sql;
    }

    static List<String> createTriggers(TableDefinition table) {
        return Ddl.triggers(table).stream().map(Statement::sql).toList();
    }

    /** @param name of the part as PostgreSQL takes it */
    static String drop(TableId table, DroppedPart.Kind kind, String name) {
        return switch (kind) {
            case INDEX ->
                "DROP INDEX IF EXISTS "
                        + Identifiers.quote(new TableId(table.schema(), new SchemaNames().part(table, name)));
            case CONSTRAINT ->
                "ALTER TABLE " + Identifiers.quote(table) + " DROP CONSTRAINT IF EXISTS " + Identifiers.quote(name);
        };
    }
}
