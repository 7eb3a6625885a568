package io.sluice.verify;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.Identifiers;
import io.sluice.core.type.PgType;
import io.sluice.schema.value.ColumnReader;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the rows of a PostgreSQL table. Immutable and thread-safe; the connections are the caller's. */
final class TargetReader {

    private static final int FETCH_ROWS_MAX = 5_000;
    private static final long FETCH_BYTES = 4 << 20;

    private final TargetTable table;
    private final ColumnReader[] readers;
    private final List<TargetColumn> key = new ArrayList<>();
    private final String selection;
    private final String keySelection;

    TargetReader(TargetTable table) {
        this.table = table;
        this.readers = table.columns().stream()
                .map(column -> TargetColumns.reader(column.type()))
                .toArray(ColumnReader[]::new);
        for (int index : table.keyIndexes()) {
            key.add(table.columns().get(index));
        }
        this.selection = selection(table.columns());
        this.keySelection = selection(key);
    }

    private String selection(List<TargetColumn> columns) {
        return columns.stream()
                .map(column -> TargetColumns.reader(column.type()).select("t." + Identifiers.quote(column.name())))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + Identifiers.quote(table.id()) + " t"));
    }

    /** Gives a new connection the settings that reading depends on, whatever it came with. */
    static Connection prepare(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            for (String setting : List.of(
                    "timezone = 'UTC'",
                    "datestyle = 'ISO, YMD'",
                    "intervalstyle = 'postgres'",
                    "extra_float_digits = 3",
                    "statement_timeout = 0",
                    "idle_in_transaction_session_timeout = 0")) {
                statement.execute("SET " + setting);
            }
        }
        return connection;
    }

    /** All rows, in the order of {@link KeyOrder}; those of a keyless table in any order. Closing ends the connection. */
    RowCursor scan(Connection connection) throws SQLException {
        return scan(connection, selection, this::row);
    }

    /** The same with the values of the key only. */
    RowCursor scanKeys(Connection connection) throws SQLException {
        return scan(connection, keySelection, this::key);
    }

    private RowCursor scan(Connection connection, String rows, ScanCursor.RowReader reader) throws SQLException {
        int fetchRows;
        try {
            fetchRows = fetchRows(connection);
            connection.setAutoCommit(false); // otherwise the driver would hold the whole result
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return ScanCursor.open(connection, rows + order(), fetchRows, reader);
    }

    /** Hands on the rows that have one of the keys. */
    void lookup(Connection connection, List<List<Object>> keys, Consumer<Object[]> rows) throws SQLException {
        List<String> arrays = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            arrays.add("?::text[]");
            String column = "t." + Identifiers.quote(key.get(i).name());
            conditions.add(TargetColumns.matches(key.get(i).type(), column, "k.k" + i));
        }
        String names = IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String sql = selection + " JOIN unnest(" + String.join(", ", arrays) + ") AS k(" + names + ") ON "
                + String.join(" AND ", conditions);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < key.size(); i++) {
                statement.setArray(i + 1, texts(connection, keys, i));
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.accept(row(result));
                }
            }
        }
    }

    private Array texts(Connection connection, List<List<Object>> keys, int column) throws SQLException {
        PgType type = key.get(column).type();
        return connection.createArrayOf(
                "text",
                keys.stream()
                        .map(values -> KeyText.forTarget(type, values.get(column)))
                        .toArray());
    }

    /**
     * As many rows at a time as make up a few megabytes, going by the table's size on disk, and by its first rows, since
     * a table that was just filled has no statistics yet.
     */
    private int fetchRows(Connection connection) throws SQLException {
        String name = Identifiers.quote(table.id());
        String sql = "SELECT greatest(1, CASE WHEN reltuples > 0 THEN pg_table_size(oid) / reltuples END,"
                + " (SELECT avg(octet_length(r::text)) FROM (SELECT * FROM " + name + " LIMIT 100) r))"
                + " FROM pg_class WHERE oid = ?::regclass";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return (int) Math.max(1, Math.min(FETCH_ROWS_MAX, FETCH_BYTES / result.getDouble(1)));
            }
        }
    }

    private String order() {
        return key.isEmpty()
                ? ""
                : key.stream()
                        .map(column -> TargetColumns.order(column.type(), "t." + Identifiers.quote(column.name())))
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private Object[] key(ResultSet result) throws SQLException {
        Object[] values = new Object[readers.length];
        int column = 1;
        for (int index : table.keyIndexes()) {
            values[index] = readers[index].read().value(result, column++);
        }
        return values;
    }

    private Object[] row(ResultSet result) throws SQLException {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers[i].read().value(result, i + 1);
        }
        return values;
    }
}
