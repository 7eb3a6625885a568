package io.sluice.schema.part;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.sql.TablePart;
import io.sluice.schema.part.PresentParts.Validity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which indexes and constraints Sluice has made, and what they were meant to be: the table {@code sluice.made_part}. What is
 * not there a user has made, and it is left alone. Not thread-safe.
 */
public final class MadeParts {

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS sluice;
            CREATE TABLE IF NOT EXISTS sluice.made_part (
                kind text NOT NULL,
                target_schema text NOT NULL,
                target_table text NOT NULL,
                name text NOT NULL,
                definition text NOT NULL,
                PRIMARY KEY (kind, target_schema, target_table, name)
            )""";

    private static final String READ =
            "SELECT kind, target_schema, target_table, name, definition FROM sluice.made_part";

    private static final String WRITE = """
            INSERT INTO sluice.made_part (kind, target_schema, target_table, name, definition) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, target_schema, target_table, name) DO UPDATE SET definition = excluded.definition""";

    private static final String FORGET = """
            DELETE FROM sluice.made_part WHERE kind = ? AND target_schema = ? AND target_table = ? AND name = ?""";

    private final Connection target;

    /** @param target in autocommit mode */
    public MadeParts(Connection target) {
        this.target = target;
    }

    /** Creates the table if it is missing. */
    void createTable() throws SQLException {
        try (Statement statement = target.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT to_regclass('sluice.made_part') IS NOT NULL")) {
                row.next();
                if (row.getBoolean(1)) {
                    return;
                }
            }
            statement.execute(CREATE);
        }
    }

    /** Remembers the parts of tables that are there, once all of them were to be made. */
    public void remember(List<TableDefinition> tables) throws SQLException {
        createTable();
        Map<TablePart.Id, Validity> present = PresentParts.read(
                target,
                tables.stream().map(table -> table.id().schema()).distinct().toList());
        write(tables.stream()
                .flatMap(table -> Ddl.parts(table).stream())
                .filter(part -> present.containsKey(part.id()))
                .toList());
    }

    /** The definitions of the parts of these tables. */
    Map<TablePart.Id, String> read(Collection<TableId> tables) throws SQLException {
        Map<TablePart.Id, String> parts = new HashMap<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            while (row.next()) {
                TableId table = new TableId(row.getString(2), row.getString(3));
                if (tables.contains(table)) {
                    parts.put(
                            new TablePart.Id(TablePart.Kind.valueOf(row.getString(1)), table, row.getString(4)),
                            row.getString(5));
                }
            }
        }
        return parts;
    }

    void write(Collection<TablePart> parts) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(WRITE)) {
            for (TablePart part : parts) {
                set(statement, part.id());
                statement.setString(5, part.definition());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void forget(TablePart.Id part) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(FORGET)) {
            set(statement, part);
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, TablePart.Id part) throws SQLException {
        statement.setString(1, part.kind().name());
        statement.setString(2, part.table().schema());
        statement.setString(3, part.table().table());
        statement.setString(4, part.name());
    }
}
