package io.sluice.verify;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.type.PgType;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.schema.value.ColumnReader;
import io.sluice.schema.value.SourceValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the rows of a MySQL table as the table mapping has them in PostgreSQL. Nothing is locked: every statement is a
 * consistent read. Immutable and thread-safe; the connections are the caller's.
 */
final class SourceReader {

    /** Makes the driver hand out rows as they arrive. */
    private static final int STREAM = Integer.MIN_VALUE;

    /** How long the server waits for a scan that stands still while candidates are settled. */
    private static final int PATIENCE_SECONDS = 86_400;

    private final TablePair pair;
    private final ColumnReader[] readers;
    private final int[] keyIndexes;
    private final String selection;
    private final String keySelection;

    SourceReader(TablePair pair, ColumnReader text) {
        this.pair = pair;
        List<SourceColumn> columns = pair.source().columns();
        this.readers = columns.stream()
                .map(column -> SourceValues.reader(column.type(), text))
                .toArray(ColumnReader[]::new);
        this.keyIndexes = pair.target().keyIndexes();
        this.selection = selection(IntStream.range(0, columns.size()));
        this.keySelection = selection(Arrays.stream(keyIndexes));
    }

    private String selection(IntStream indexes) {
        return indexes.mapToObj(index -> readers[index].select(
                        MySqlNames.quote(pair.source().columns().get(index).name())))
                .collect(Collectors.joining(", ", "SELECT ", from(pair.source())));
    }

    /** Gives a new connection the settings that reading depends on, whatever it came with. */
    static Connection prepare(Connection connection) throws SQLException {
        connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getIntegerProperty(PropertyKey.netTimeoutForStreamingResults)
                .setValue(PATIENCE_SECONDS);
        connection.setReadOnly(true);
        SourceValues.prepare(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION transaction_isolation = 'READ-COMMITTED', max_execution_time = 0");
        }
        return connection;
    }

    /** All rows, in the order of {@link KeyOrder}; those of a keyless table in any order. Closing ends the connection. */
    RowCursor scan(Connection connection) throws SQLException {
        return ScanCursor.open(connection, selection + order(), STREAM, this::row);
    }

    /** The same with the values of the key only. */
    RowCursor scanKeys(Connection connection) throws SQLException {
        return ScanCursor.open(connection, keySelection + order(), STREAM, this::key);
    }

    /** Hands on the rows that have one of the keys. There may be others among them, whose keys MySQL holds to be equal. */
    void lookup(Connection connection, List<List<Object>> keys, Consumer<Object[]> rows) throws SQLException {
        String one = Collections.nCopies(keyIndexes.length, "?").stream().collect(Collectors.joining(", ", "(", ")"));
        String sql = selection + " WHERE (" + String.join(", ", keyColumns()) + ") IN ("
                + String.join(", ", Collections.nCopies(keys.size(), one)) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (List<Object> key : keys) {
                for (int i = 0; i < keyIndexes.length; i++) {
                    statement.setObject(parameter++, SourceKeys.parameter(pair, keyIndexes[i], key.get(i)));
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.accept(row(result));
                }
            }
        }
    }

    private List<String> keyColumns() {
        List<String> names = new ArrayList<>();
        for (int index : keyIndexes) {
            names.add(MySqlNames.quote(pair.source().columns().get(index).name()));
        }
        return names;
    }

    private String order() {
        List<String> terms = new ArrayList<>();
        for (int index : keyIndexes) {
            SourceColumn column = pair.source().columns().get(index);
            PgType target = pair.target().columns().get(index).type();
            terms.add(SourceKeyOrder.term(column.type(), target, MySqlNames.quote(column.name())));
        }
        return terms.isEmpty() ? "" : " ORDER BY " + String.join(", ", terms);
    }

    private Object[] key(ResultSet result) throws SQLException {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < keyIndexes.length; i++) {
            values[keyIndexes[i]] = readers[keyIndexes[i]].read().value(result, i + 1);
        }
        try {
            return pair.mapping().mapKey(values);
        } catch (UnmappableValueException e) {
            return mapOneByOne(values);
        }
    }

    private Object[] row(ResultSet result) throws SQLException {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers[i].read().value(result, i + 1);
        }
        try {
            return pair.mapping().map(values);
        } catch (UnmappableValueException e) {
            return mapOneByOne(values);
        }
    }

    /** Maps what can be mapped, with the reason in place of what cannot. */
    private Object[] mapOneByOne(Object[] values) {
        Object[] row = new Object[values.length];
        for (int i = 0; i < row.length; i++) {
            Object[] only = new Object[values.length];
            only[i] = values[i];
            try {
                row[i] = pair.mapping().map(only)[i];
            } catch (UnmappableValueException e) {
                row[i] = Unmappable.of(e);
            }
        }
        return row;
    }

    private static String from(SourceTable table) {
        return " FROM " + MySqlNames.quote(table.id());
    }
}
