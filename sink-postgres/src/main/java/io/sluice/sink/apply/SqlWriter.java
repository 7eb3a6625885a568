package io.sluice.sink.apply;

import static io.sluice.core.name.Identifiers.quote;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.Step;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.Staging.Stage;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes the steps of a plan as SQL, and makes the tables fit first. Deletes from a table that does not exist are
 * passed over.
 *
 * <p>Few bytes go as arrays, in one round trip with all other statements. Many go by a binary COPY, which PostgreSQL
 * reads while the next rows are encoded: straight into the table if the rows cannot be there yet, else into a stage
 * from which they are upserted.
 */
final class SqlWriter implements Step.Visitor<SQLException> {

    /**
     * PostgreSQL refuses to truncate a table that foreign keys refer to, even where they are not checked; then its
     * rows are deleted. Not CASCADE, which would empty tables that the source has not emptied.
     */
    private static final String TRUNCATE = """
            DO $do$ BEGIN TRUNCATE %1$s; \
            EXCEPTION WHEN feature_not_supported THEN DELETE FROM %1$s; END $do$""";

    /**
     * Never lowers a sequence, nor raises it above its maximum: a smallint's sequence may end before the source's
     * counter. Does nothing where the column does not exist or owns no sequence.
     */
    private static final String RAISE_SEQUENCE = """
            SELECT setval(s.oid::regclass, LEAST(wanted.reserved, q.seqmax))
            FROM (SELECT ?::bigint AS reserved) AS wanted, pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
            JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
              AND n.nspname = ? AND c.relname = ? AND a.attname = ?
              AND q.seqincrement > 0
              AND COALESCE(pg_sequence_last_value(s.oid), q.seqstart - 1) < LEAST(wanted.reserved, q.seqmax)""";

    /** For fewer bytes the round trips of a COPY cost more than it saves. Measured, see the decision record. */
    private static final long COPY_BYTES = 256 << 10;

    /** How many rows are measured to estimate the size of all. */
    private static final int SAMPLES = 100;

    private final Connection connection;
    private final StatementQueue queue;
    private final TargetTables tables;

    private SqlWriter(StatementQueue queue, TargetTables tables) {
        this.connection = queue.connection();
        this.queue = queue;
        this.tables = tables;
    }

    /**
     * Adds the plan's statements to the queue, which may still have to send some of them afterwards.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a value cannot be written
     */
    static void write(BatchPlan plan, StatementQueue queue, TargetTables tables) throws SQLException {
        SqlWriter writer = new SqlWriter(queue, tables);
        for (Step step : plan.steps()) {
            step.accept(writer);
        }
    }

    @Override
    public void upsert(Step.UpsertRows step) throws SQLException {
        RowStatements statements = fitting(step.shape());
        if (isBulk(step.rows())) {
            upsertStaged(statements, statements.binary(step.rows()));
        } else {
            queue.add(statements.upsert(step.rows()));
        }
    }

    @Override
    public void load(Step.LoadRows step) throws SQLException {
        RowStatements statements = fitting(step.shape());
        if (!isBulk(step.rows())) {
            queue.add(statements.upsert(step.rows()));
            return;
        }
        BinaryRows rows = statements.binary(step.rows());
        if (!rows.isTyped() || !tables.takesCopies(statements.layout())) {
            upsertStaged(statements, rows);
            return;
        }
        // So that a violation by a waiting statement is not taken for one by the copy.
        queue.flush();
        try {
            copyStraight(statements, rows);
        } catch (SQLException e) {
            if (SqlFault.isUniqueViolation(e)) {
                tables.occupied(step.shape().table());
                throw new OccupiedTableException(e);
            }
            throw e;
        }
    }

    @Override
    public void append(Step.AppendRows step) throws SQLException {
        RowStatements statements = fitting(step.shape());
        if (isBulk(step.rows()) && tables.takesCopies(statements.layout())) {
            BinaryRows rows = statements.binary(step.rows());
            if (rows.isTyped()) {
                copyStraight(statements, rows);
                return;
            }
        }
        queue.add(statements.append(step.rows()));
    }

    private void copyStraight(RowStatements statements, BinaryRows rows) throws SQLException {
        queue.copy(statements.copy(), rows::writeTo);
        tables.requireUnaltered(connection, statements.layout());
    }

    private void upsertStaged(RowStatements statements, BinaryRows rows) throws SQLException {
        Stage stage = tables.staging().stage(statements.stageTypes(rows));
        queue.add(stage.create());
        queue.copy(statements.copyTo(stage), copy -> rows.writeTo(copy, stage.step()));
        queue.add(statements.upsertStaged(stage));
    }

    private static boolean isBulk(List<Change.Row> rows) {
        int sampled = 0;
        long bytes = 0;
        for (int i = 0; i < rows.size(); i += 1 + rows.size() / SAMPLES) {
            Change.Row row = rows.get(i);
            bytes += row.plan().approximateBytes(row.record());
            sampled++;
        }
        return bytes / sampled * rows.size() >= COPY_BYTES;
    }

    @Override
    public void delete(Step.DeleteRows step) throws SQLException {
        Optional<TableLayout> layout = tables.find(connection, step.shape().table());
        if (layout.isPresent()) {
            queue.add(new RowStatements(step.shape(), layout.get()).delete(step.rows()));
        }
    }

    @Override
    public void deleteMatching(Step.DeleteMatching step) throws SQLException {
        TableShape shape = step.row().shape();
        queue.add(fitting(shape).deleteMatching(step.row()));
    }

    @Override
    public void truncate(Step.TruncateTable step) throws SQLException {
        TableId table = step.table();
        if (tables.find(connection, table).isPresent()) {
            queue.add(SqlStatement.of(truncate(table)));
            tables.emptied(table);
        }
    }

    static String truncate(TableId table) {
        return TRUNCATE.formatted(quote(table));
    }

    @Override
    public void raiseSequence(Step.RaiseSequence step) throws SQLException {
        queue.add(SqlStatement.of(
                RAISE_SEQUENCE,
                Long.toString(step.reserved()),
                step.table().schema(),
                step.table().table(),
                step.column()));
    }

    private RowStatements fitting(TableShape shape) throws SQLException {
        tables.fit(connection, shape);
        TableLayout layout = tables.find(connection, shape.table())
                .orElseThrow(() -> new SQLException("table " + shape.table() + " has gone", "42P01"));
        return new RowStatements(shape, layout);
    }
}
