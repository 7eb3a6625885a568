package io.sluice.load.read;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.load.LoadWork;
import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.value.ColumnReader;
import io.sluice.schema.value.SourceValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the rows of one table, as Debezium would send them. Immutable and thread-safe; the connections are the caller's. */
public final class TableReader {

    /** Makes the driver hand out rows as they arrive. */
    private static final int STREAM = Integer.MIN_VALUE;

    private final CatalogTable table;
    private final ColumnReader[] readers;
    private final Optional<KeyBounds> bounds;
    private final String selection;

    /** @param charsets of the source */
    public TableReader(CatalogTable table, SourceCharsets charsets) {
        this.table = table;
        this.readers = table.columns().stream()
                .map(column -> SourceValues.reader(column.column().type(), text(column, charsets)))
                .toArray(ColumnReader[]::new);
        this.bounds = table.key().map(key -> KeyBounds.of(table));
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < readers.length; i++) {
            selected.add(
                    readers[i].select(MySqlNames.quote(table.columns().get(i).name())));
        }
        bounds.ifPresent(key -> selected.addAll(key.literals()));
        this.selection =
                selected.stream().collect(Collectors.joining(", ", "SELECT ", " FROM " + MySqlNames.quote(table.id())));
    }

    private static ColumnReader text(CatalogColumn column, SourceCharsets charsets) {
        return column.collation()
                .map(collation -> collation.replaceFirst("_.*", ""))
                .map(charset -> ColumnReader.plain((row, index) -> {
                    byte[] bytes = row.getBytes(index);
                    return bytes == null ? null : charsets.named(charset).decode(bytes);
                }))
                .orElse(ColumnReader.plain(ColumnReader::text));
    }

    /** Takes the rows of a chunk. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Takes a row.
         *
         * @param values in the order of the table's columns
         * @return whether more rows are wanted
         */
        boolean take(Object[] values) throws SQLException;
    }

    /**
     * Reads a chunk in the order of the table's key.
     *
     * @param rowsMax how many rows there may be in it, at least 1
     * @return the key of the last row that was taken, as literals, if there may be more rows; empty if there are none
     */
    public List<String> read(Connection mysql, LoadWork.Chunk chunk, int rowsMax, Rows rows) throws SQLException {
        KeyBounds key = bounds.orElseThrow();
        String condition = key.condition(chunk.after(), chunk.upTo())
                .map(terms -> " WHERE " + terms)
                .orElse("");
        String sql = selection + condition + key.order() + " LIMIT " + rowsMax;
        try (Statement statement = streaming(mysql);
                ResultSet row = statement.executeQuery(sql)) {
            for (int read = 1; row.next(); read++) {
                boolean more = rows.take(values(row));
                if (!more || read == rowsMax) {
                    return literals(row);
                }
            }
        }
        return List.of();
    }

    /** Reads all rows, in any order. */
    public void readAll(Connection mysql, Rows rows) throws SQLException {
        try (Statement statement = streaming(mysql);
                ResultSet row = statement.executeQuery(selection)) {
            boolean more = true;
            while (more && row.next()) {
                more = rows.take(values(row));
            }
        }
    }

    private static Statement streaming(Connection mysql) throws SQLException {
        Statement statement = mysql.createStatement();
        statement.setFetchSize(STREAM);
        return statement;
    }

    private Object[] values(ResultSet row) throws SQLException {
        Object[] values = new Object[readers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers[i].read().value(row, i + 1);
        }
        return values;
    }

    private List<String> literals(ResultSet row) throws SQLException {
        List<String> literals = new ArrayList<>();
        for (int i = 1; i <= table.source().key().size(); i++) {
            literals.add(row.getString(readers.length + i));
        }
        return literals;
    }
}
