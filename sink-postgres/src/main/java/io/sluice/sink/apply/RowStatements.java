package io.sluice.sink.apply;

import static io.sluice.core.name.Identifiers.quote;

import io.sluice.core.name.Identifiers;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.change.TableShape.ColumnShape;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.Staging.Stage;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TableLayout.Equality;
import io.sluice.sink.target.TableLayout.Writing;
import io.sluice.sink.text.ArrayLiteral;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;

/**
 * The statements for rows of one shape in one table. Values go as one array literal per column. They are cast to the
 * type that the column has, not to the one that the record names, since the user's own DDL decides.
 */
final class RowStatements {

    private final TableShape shape;
    private final TableLayout layout;
    private final List<SqlColumn> written;

    /** @throws SQLException if the table lacks a column, as PostgreSQL would say it */
    RowStatements(TableShape shape, TableLayout layout) throws SQLException {
        this.shape = shape;
        this.layout = layout;
        this.written = new ArrayList<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            ColumnShape column = shape.columns().get(i);
            TableLayout.Column target = layout.columns().get(column.name());
            if (target == null) {
                throw new SQLException("table " + shape.table() + " has no column " + column.name(), "42703");
            }
            if (target.writing() != Writing.GENERATED) {
                written.add(new SqlColumn(i, column.name(), target));
            }
        }
    }

    TableLayout layout() {
        return layout;
    }

    /** Replaces rows that are there already. */
    SqlStatement upsert(List<Change.Row> rows) {
        return statement(insertValues() + onConflict(), rows);
    }

    /** What {@link #upsert} does, with rows that were copied to a stage. */
    SqlStatement upsertStaged(Stage stage) {
        return SqlStatement.of(
                insert() + " SELECT " + written.stream().map(SqlColumn::staged).collect(Collectors.joining(", "))
                        + " FROM " + stage.table() + " AS u WHERE step = ?::integer" + onConflict(),
                Integer.toString(stage.step()));
    }

    /** A COPY of {@link #binary} rows to a stage. */
    String copyTo(Stage stage) {
        return "COPY " + stage.table() + " FROM STDIN (FORMAT binary)";
    }

    /** The columns of a stage for these rows. */
    List<String> stageTypes(BinaryRows rows) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            types.add(rows.isTyped(i) ? written.get(i).target().type() : "text");
        }
        return types;
    }

    BinaryRows binary(List<Change.Row> rows) {
        return new BinaryRows(written, rows);
    }

    /** A COPY of {@link #binary} rows straight into the table. */
    String copy() {
        return "COPY " + quote(shape.table()) + " ("
                + written.stream().map(SqlColumn::quoted).collect(Collectors.joining(", "))
                + ") FROM STDIN (FORMAT binary)";
    }

    private String onConflict() {
        // The key of a row is set too where it may be equal but written in another case.
        String set = written.stream()
                .filter(column ->
                        !shape.key().contains(column.name()) || column.target().equality() == Equality.LOOSE)
                .filter(column -> column.target().writing() == Writing.PLAIN)
                .map(column -> column.quoted() + " = EXCLUDED." + column.quoted())
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + Identifiers.quoteAll(shape.key()) + ") "
                + (set.isEmpty() ? "DO NOTHING" : "DO UPDATE SET " + set);
    }

    SqlStatement append(List<Change.Row> rows) {
        return statement(insertValues(), rows);
    }

    SqlStatement delete(List<Change.Row> rows) {
        return delete(written.stream().map(SqlColumn::matchesKey), rows);
    }

    private SqlStatement delete(Stream<String> matches, List<Change.Row> rows) {
        return statement(
                "DELETE FROM " + quote(shape.table()) + " AS t USING " + values() + " WHERE "
                        + matches.collect(Collectors.joining(" AND ")),
                rows);
    }

    /** Deletes what is equal to a row in some columns. */
    SqlStatement deleteEqual(Change.Row row, List<String> columns) {
        return delete(
                written.stream()
                        .filter(column -> columns.contains(column.name()))
                        .map(SqlColumn::equal),
                List.of(row));
    }

    /** Compares the table as well, since rows in two partitions of a table may have the same ctid. */
    SqlStatement deleteMatching(Change.Row row) {
        String matches = written.stream()
                .map(column -> column.matches(row.value(column.index())))
                .collect(Collectors.joining(" AND "));
        String table = quote(shape.table());
        return statement(
                "DELETE FROM " + table + " WHERE (tableoid, ctid) = (SELECT t.tableoid, t.ctid FROM " + table
                        + " AS t, " + values() + " WHERE " + matches + " LIMIT 1)",
                List.of(row));
    }

    private String insertValues() {
        return insert() + " SELECT " + written.stream().map(SqlColumn::value).collect(Collectors.joining(", "))
                + " FROM " + values();
    }

    private String insert() {
        boolean overriding = written.stream().anyMatch(column -> column.target().writing() == Writing.IDENTITY_ALWAYS);
        return "INSERT INTO " + quote(shape.table()) + " ("
                + written.stream().map(SqlColumn::quoted).collect(Collectors.joining(", ")) + ")"
                + (overriding ? " OVERRIDING SYSTEM VALUE" : "");
    }

    private String values() {
        return written.stream().map(SqlColumn::parameter).collect(Collectors.joining(", ", "unnest(", ")"))
                + written.stream().map(SqlColumn::alias).collect(Collectors.joining(", ", " AS u(", ")"));
    }

    private SqlStatement statement(String sql, List<Change.Row> rows) {
        StringBuilder text = new StringBuilder();
        List<String> parameters = new ArrayList<>(written.size());
        for (SqlColumn column : written) {
            text.setLength(0);
            encode(column, rows, text);
            parameters.add(text.toString());
        }
        return new SqlStatement(sql, parameters);
    }

    private static void encode(SqlColumn column, List<Change.Row> rows, StringBuilder text) {
        ArrayLiteral literal = new ArrayLiteral(text);
        int index = column.index();
        try {
            for (Change.Row row : rows) {
                literal.add(row.plan().encoder(index), row.value(index));
            }
        } catch (ClassCastException | DataException e) {
            throw new DataException("column '" + column.name() + "': " + e.getMessage(), e);
        }
        literal.end();
    }
}
