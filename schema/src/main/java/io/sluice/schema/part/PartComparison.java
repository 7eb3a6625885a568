package io.sluice.schema.part;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.TablePart;
import io.sluice.core.sql.TablePart.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether a part of a table is what it is meant to be, in PostgreSQL's own words: the part that is meant is made on an empty copy
 * of the table. So an index whose column has another name since is not built again.
 */
final class PartComparison {

    private static final TableId COPY = new TableId("pg_temp", "sluice_compared");

    private static final String INDEX = """
            SELECT indisunique || substring(pg_catalog.pg_get_indexdef(indexrelid) FROM ' USING .*')
                   || coalesce(pg_catalog.obj_description(indexrelid, 'pg_class'), '')
            FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass(?)""";

    private static final String CONSTRAINT = """
            SELECT replace(pg_catalog.pg_get_constraintdef(oid), ' NOT VALID', '')
            FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(?) AND conname = ?""";

    private final Connection target;

    /** @param target in autocommit mode */
    PartComparison(Connection target) {
        this.target = target;
    }

    /** @param onCopy the part as it would be on {@link #COPY} */
    boolean isSame(TablePart part, TablePart onCopy) throws SQLException {
        if (part.kind() == Kind.FOREIGN_KEY) {
            // On a copy it could refer to other copies only.
            return false;
        }
        execute("CREATE TEMPORARY TABLE " + Identifiers.quote(COPY.table()) + " (LIKE "
                + Identifiers.quote(part.table()) + ")");
        try {
            execute(onCopy.making());
            if (onCopy.comment().isPresent()) {
                execute(onCopy.comment().get());
            }
            Optional<String> wanted = text(onCopy);
            return wanted.isPresent() && wanted.equals(text(part));
        } catch (SQLException e) {
            PartReconciliation.requireConnection(e);
            return false;
        } finally {
            execute("DROP TABLE " + Identifiers.quote(COPY));
        }
    }

    static TableId copy() {
        return COPY;
    }

    private Optional<String> text(TablePart part) throws SQLException {
        boolean index = part.kind() == Kind.INDEX;
        try (PreparedStatement statement = target.prepareStatement(index ? INDEX : CONSTRAINT)) {
            if (index) {
                statement.setString(
                        1, Identifiers.quote(new TableId(part.table().schema(), part.name())));
            } else {
                statement.setString(1, Identifiers.quote(part.table()));
                statement.setString(2, part.name());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            // Otherwise the driver rewrites what looks like a JDBC escape: {d ...} in a comment.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
