package io.sluice.sink.apply;

import static io.sluice.core.sql.Identifiers.quote;

import io.sluice.core.model.TableId;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.Step;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the steps of a plan as SQL, making the tables fit first. What is to be taken from a table that does not
 * exist needs no SQL.
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
     * Never lowers a sequence, and never asks for more than it can give: that of a smallint ends before the counter
     * of its source may. Where the column owns no sequence, or does not exist, nothing is selected.
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

    private final Connection connection;
    private final TargetTables tables;
    private final List<SqlStatement> statements = new ArrayList<>();

    private SqlWriter(Connection connection, TargetTables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** @throws org.apache.kafka.connect.errors.DataException if a value cannot be written as text */
    static List<SqlStatement> write(BatchPlan plan, Connection connection, TargetTables tables) throws SQLException {
        SqlWriter writer = new SqlWriter(connection, tables);
        for (Step step : plan.steps()) {
            step.accept(writer);
        }
        return writer.statements;
    }

    @Override
    public void upsert(Step.UpsertRows step) throws SQLException {
        statements.add(fitting(step.shape()).upsert(step.rows()));
    }

    @Override
    public void append(Step.AppendRows step) throws SQLException {
        statements.add(fitting(step.shape()).append(step.rows()));
    }

    @Override
    public void delete(Step.DeleteRows step) throws SQLException {
        Optional<TableLayout> layout = tables.find(connection, step.shape().table());
        if (layout.isPresent()) {
            statements.add(new TableSql(step.shape(), layout.get()).delete(step.rows()));
        }
    }

    @Override
    public void deleteMatching(Step.DeleteMatching step) throws SQLException {
        TableShape shape = step.row().shape();
        statements.add(fitting(shape).deleteMatching(step.row()));
    }

    @Override
    public void truncate(Step.TruncateTable step) throws SQLException {
        TableId table = step.table();
        if (tables.find(connection, table).isPresent()) {
            statements.add(SqlStatement.of(TRUNCATE.formatted(quote(table))));
        }
    }

    @Override
    public void raiseSequence(Step.RaiseSequence step) {
        statements.add(SqlStatement.of(
                RAISE_SEQUENCE,
                Long.toString(step.reserved()),
                step.table().schema(),
                step.table().table(),
                step.column()));
    }

    private TableSql fitting(TableShape shape) throws SQLException {
        tables.fit(connection, shape);
        TableLayout layout = tables.find(connection, shape.table())
                .orElseThrow(() -> new SQLException("table " + shape.table() + " has gone", "42P01"));
        return new TableSql(shape, layout);
    }
}
