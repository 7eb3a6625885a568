package io.sluice.load.read;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.load.LoadWork;
import io.sluice.core.name.MySqlNames;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.StructureCheck;
import io.sluice.schema.value.ColumnReader;
import io.sluice.schema.value.SourceValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the rows of one table, as Debezium would send them. Immutable and thread-safe; the connections are the caller's. */
public final class TableReader {

    /** Makes the driver hand out rows as they arrive. */
    private static final int STREAM = Integer.MIN_VALUE;

    private final CatalogTable table;
    private final ColumnReader[] readers;
    private final Optional<KeyBounds> bounds;

    /** Which columns of the selection write the key. */
    private final int[] literals;

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
        List<String> literals = bounds.map(KeyBounds::literals).orElse(List.of());
        this.literals = literals.stream()
                .mapToInt(literal -> 1 + place(literal, selected))
                .toArray();
        this.selection =
                selected.stream().collect(Collectors.joining(", ", "SELECT ", " FROM " + MySqlNames.quote(table.id())));
    }

    /** Where an expression is in a selection, which it is added to if it is not there. */
    private static int place(String expression, List<String> selected) {
        int place = selected.indexOf(expression);
        if (place < 0) {
            selected.add(expression);
            return selected.size() - 1;
        }
        return place;
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
                    return literals(row, literals);
                }
            }
        }
        return List.of();
    }

    /**
     * Locks and reads the next rows of a reload, except those that others hold. MySQL is in no transaction before.
     *
     * @param rowsMax how many rows there may be, at least 1
     * @throws io.sluice.schema.catalog.StructureChangedException if the table is not what it was
     */
    public LockedRows lock(Connection mysql, LoadWork.Reload reload, int rowsMax) throws SQLException {
        KeyBounds key = bounds.orElseThrow();
        return lock(
                mysql,
                where(key.condition(reload.after(), Optional.empty()), reload.where()) + key.order() + " LIMIT "
                        + rowsMax);
    }

    /** The same for rows that are known by their keys, as literals. */
    public LockedRows lock(Connection mysql, LoadWork.Reload reload, List<List<String>> keys) throws SQLException {
        return lock(mysql, where(Optional.of(bounds.orElseThrow().among(keys)), reload.where()));
    }

    private LockedRows lock(Connection mysql, String condition) throws SQLException {
        LockedRows.begin(mysql);
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(selection + condition + " FOR SHARE SKIP LOCKED")) {
            StructureCheck.require(mysql, table);
            return locked(row, mysql);
        } catch (SQLException | RuntimeException e) {
            ChunkSnapshot.execute(mysql, "ROLLBACK");
            throw e;
        }
    }

    /**
     * The keys of the next rows of a reload, as literals, whoever holds the rows.
     *
     * @param upTo the last key; empty for none
     */
    public List<List<String>> keys(Connection mysql, LoadWork.Reload reload, List<String> upTo, int keysMax)
            throws SQLException {
        KeyBounds key = bounds.orElseThrow();
        List<String> terms = new ArrayList<>();
        key.condition(reload.after(), Optional.empty()).ifPresent(terms::add);
        if (!upTo.isEmpty()) {
            terms.add(key.notAfter(upTo));
        }
        Optional<String> range = terms.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", terms));
        return keys(mysql, where(range, reload.where()) + key.order() + " LIMIT " + keysMax);
    }

    /** Those of the keys that have rows, as literals. */
    public List<List<String>> keys(Connection mysql, LoadWork.Reload reload, List<List<String>> keys)
            throws SQLException {
        return keys(mysql, where(Optional.of(bounds.orElseThrow().among(keys)), reload.where()));
    }

    private List<List<String>> keys(Connection mysql, String condition) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        List<String> written = bounds.orElseThrow().literals();
        int[] places = IntStream.rangeClosed(1, written.size()).toArray();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + String.join(", ", written) + " FROM " + MySqlNames.quote(table.id()) + condition)) {
            while (row.next()) {
                keys.add(literals(row, places));
            }
        }
        return keys;
    }

    /** The condition of a user in parentheses, lest it be torn apart. */
    private static String where(Optional<String> bounds, Optional<String> condition) {
        return Stream.concat(bounds.stream(), condition.map(sql -> "(" + sql + "\n)").stream())
                .reduce((one, other) -> one + " AND " + other)
                .map(terms -> " WHERE " + terms)
                .orElse("");
    }

    /**
     * Locks and reads rows by their keys, and where a key has no row, locks the gap in which it would be. MySQL is in no
     * transaction before, and its reads are repeatable.
     *
     * @param keys as the driver takes them, at least one
     */
    public LockedRows lockWithGaps(Connection mysql, List<List<Object>> keys) throws SQLException {
        List<List<String>> marks =
                keys.stream().map(key -> Collections.nCopies(key.size(), "?")).toList();
        String sql = selection + " WHERE " + bounds.orElseThrow().among(marks) + " FOR SHARE";
        ChunkSnapshot.execute(mysql, "START TRANSACTION");
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            int parameter = 1;
            for (List<Object> key : keys) {
                for (Object value : key) {
                    statement.setObject(parameter++, value);
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                StructureCheck.require(mysql, table);
                return locked(row, mysql);
            }
        } catch (SQLException | RuntimeException e) {
            ChunkSnapshot.execute(mysql, "ROLLBACK");
            throw e;
        }
    }

    private LockedRows locked(ResultSet row, Connection mysql) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        List<List<String>> keys = new ArrayList<>();
        while (row.next()) {
            rows.add(values(row));
            keys.add(literals(row, literals));
        }
        return LockedRows.of(rows, keys, mysql);
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

    private static List<String> literals(ResultSet row, int[] places) throws SQLException {
        List<String> literals = new ArrayList<>();
        for (int place : places) {
            literals.add(row.getString(place));
        }
        return literals;
    }
}
