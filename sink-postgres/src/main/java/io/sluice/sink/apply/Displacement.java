package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.change.Change.Tally;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.TableLayout;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room for rows that a reload has read. When MySQL had such a row, it had no other with the same unique value: a row of
 * PostgreSQL that has it is of an earlier moment. It goes; what became of it on MySQL comes later in the topic, or nothing
 * did and the reload removes it anyway. Not thread-safe.
 */
final class Displacement {

    private static final Logger LOG = LoggerFactory.getLogger(Displacement.class);

    /** The columns of an index; NULL in the place of an expression. */
    private static final String COLUMNS = """
            SELECT a.attname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE n.nspname = ? AND c.relname = ? AND k.place <= i.indnkeyatts AND i.indpred IS NULL
            ORDER BY k.place""";

    private final Connection connection;
    private final TargetTables tables;
    private Change last;
    private final Set<String> done = new HashSet<>();

    /** @param connection in the transaction of the batch */
    Displacement(Connection connection, TargetTables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** Whether rows may go for this change. */
    static boolean mayBe(Change change, SQLException refusal) {
        return change instanceof Change.Row row
                && row.tally() == Tally.RELOADED_ROW
                && SqlFault.isUniqueViolation(refusal);
    }

    /**
     * The statement that deletes what is in the way of a row; empty if its unique index is not one of columns only, or has
     * refused the row again after that.
     *
     * @param refusal that the row was refused by
     */
    Optional<SqlStatement> of(Change.Row row, SQLException refusal) throws SQLException {
        if (!row.equals(last)) {
            last = row;
            done.clear();
        }
        List<String> unique = refusal instanceof PSQLException e ? columns(e.getServerErrorMessage()) : List.of();
        Optional<TableLayout> layout = tables.find(connection, row.shape().table());
        if (unique.isEmpty() || unique.contains(null) || layout.isEmpty()) {
            return Optional.empty();
        }
        LOG.warn(
                "A row of {} that has the {} of a reloaded one goes; if MySQL has both, 'verify' will miss it",
                row.shape().table(),
                String.join(", ", unique));
        return Optional.of(new RowStatements(row.shape(), layout.get()).deleteEqual(row, unique));
    }

    private List<String> columns(ServerErrorMessage error) throws SQLException {
        List<String> columns = new ArrayList<>();
        if (error == null || !done.add(error.getConstraint())) {
            return columns;
        }
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, error.getSchema());
            statement.setString(2, error.getConstraint());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }
}
