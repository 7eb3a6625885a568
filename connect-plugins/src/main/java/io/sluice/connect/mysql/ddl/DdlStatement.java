package io.sluice.connect.mysql.ddl;

import io.debezium.relational.TableId;
import io.sluice.core.name.MySqlNames;
import java.util.List;

/**
 * A statement of the binary log, by what it may change.
 *
 * @param tables that it names as those it changes
 * @param sql as it was, with the names of these tables in full and in quotes
 */
public record DdlStatement(Action action, List<TableId> tables, String database, String sql) {

    /** What happens, and to what. */
    public enum Action {
        /** Begins or ends a transaction, or changes rows. */
        TRANSACTION,
        CREATE_TABLE,
        /** Indexes included: a unique one may be a table's key. */
        ALTER_TABLE,
        /** Also by ALTER TABLE: a name may have belonged to another table. */
        RENAME_TABLE,
        DROP_TABLE,
        TRUNCATE_TABLE,
        DATABASE,
        /** Nothing that rows depend on: temporary tables, views, routines, users, the server itself. */
        OTHER
    }

    public DdlStatement {
        tables = List.copyOf(tables);
    }

    /** Whether it begins or ends a transaction, or changes rows. */
    public boolean isOfTransactions() {
        return action == Action.TRANSACTION;
    }

    /** The name of a table in full, as MySQL takes it whatever it is. */
    public static String quoted(TableId table) {
        return MySqlNames.quote(table.catalog()) + "." + MySqlNames.quote(table.table());
    }

    /**
     * What a statement is.
     *
     * @param sql as a session with the default {@code sql_mode} would write it: see {@link SqlMode#plain}
     * @param database that names without one belong to; may be empty
     */
    public static DdlStatement of(String sql, String database) {
        return new DdlReader(SqlScanner.scan(sql, SqlMode.DEFAULT), database).read();
    }
}
