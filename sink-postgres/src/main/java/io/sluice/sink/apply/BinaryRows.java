package io.sluice.sink.apply;

import io.sluice.sink.binary.BinaryEncoder;
import io.sluice.sink.binary.BinaryForms;
import io.sluice.sink.binary.CopyBuffer;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RowPlan;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.connect.errors.DataException;
import org.postgresql.copy.CopyIn;

/** Rows on their way through COPY, in binary: each column in its own type where there is a form for it, else as text. */
final class BinaryRows {

    /** Large enough to cost few calls, small enough that PostgreSQL reads while the next rows are written. */
    private static final int SEND_BYTES = 64 << 10;

    private final List<SqlColumn> columns;
    private final List<Change.Row> rows;
    private final boolean[] typed;
    private final Map<RowPlan, BinaryEncoder[]> encoders = new HashMap<>();

    BinaryRows(List<SqlColumn> columns, List<Change.Row> rows) {
        this.columns = columns;
        this.rows = rows;
        this.typed = new boolean[columns.size()];
        for (Change.Row row : rows) {
            encoders.putIfAbsent(row.plan(), new BinaryEncoder[0]);
        }
        for (int i = 0; i < typed.length; i++) {
            SqlColumn column = columns.get(i);
            typed[i] = encoders.keySet().stream().allMatch(plan -> column.binary(plan.encoder(column.index()))
                    .isPresent());
        }
        encoders.replaceAll((plan, none) -> compile(plan));
    }

    /** Whether every column goes in its own type, so that the rows can go straight into the table. */
    boolean isTyped() {
        for (boolean each : typed) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** Whether the column goes in its own type; otherwise as text, to be cast. */
    boolean isTyped(int column) {
        return typed[column];
    }

    /** @throws DataException if a value cannot be written; the copy has still to be cancelled then */
    void writeTo(CopyIn copy) throws SQLException {
        write(copy, OptionalInt.empty());
    }

    /** The same, with a step's number before each row, as a stage wants it. */
    void writeTo(CopyIn copy, int step) throws SQLException {
        write(copy, OptionalInt.of(step));
    }

    @SuppressWarnings("ReferenceEquality") // a short cut: nearly all rows have one and the same plan
    private void write(CopyIn copy, OptionalInt step) throws SQLException {
        CopyBuffer buffer = new CopyBuffer(2 * SEND_BYTES);
        buffer.begin();
        RowPlan plan = null;
        BinaryEncoder[] current = {};
        for (Change.Row row : rows) {
            if (row.plan() != plan) {
                plan = row.plan();
                current = encoders.get(plan);
            }
            buffer.beginRow(current.length + (step.isPresent() ? 1 : 0));
            step.ifPresent(buffer::field);
            write(row, current, buffer);
            if (buffer.length() >= SEND_BYTES) {
                copy.writeToCopy(buffer.bytes(), 0, buffer.length());
                buffer.clear();
            }
        }
        buffer.end();
        copy.writeToCopy(buffer.bytes(), 0, buffer.length());
    }

    private void write(Change.Row row, BinaryEncoder[] current, CopyBuffer buffer) {
        for (int i = 0; i < current.length; i++) {
            SqlColumn column = columns.get(i);
            try {
                buffer.field(current[i], row.value(column.index()));
            } catch (ClassCastException | ArithmeticException | DataException e) {
                throw new DataException("column '" + column.name() + "': " + e.getMessage(), e);
            }
        }
    }

    private BinaryEncoder[] compile(RowPlan plan) {
        BinaryEncoder[] compiled = new BinaryEncoder[typed.length];
        for (int i = 0; i < typed.length; i++) {
            SqlColumn column = columns.get(i);
            Optional<BinaryEncoder> own =
                    typed[i] ? column.binary(plan.encoder(column.index())) : Optional.<BinaryEncoder>empty();
            compiled[i] = own.orElseGet(() -> BinaryForms.asText(plan.encoder(column.index())));
        }
        return compiled;
    }
}
