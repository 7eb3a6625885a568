package io.sluice.sink.apply;

import io.sluice.sink.target.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;

/** Sends statements together, so that a transaction costs one round trip and its commit another. */
final class Pipeline {

    /** Bounds what the driver holds and what the server has to answer before it is read. */
    private static final int STATEMENTS_PER_TRIP = 200;

    private Pipeline() {}

    /** Returns how many rows the first statement has changed. */
    static long send(Connection connection, List<SqlStatement> statements) throws SQLException {
        long first = 0;
        for (int from = 0; from < statements.size(); from += STATEMENTS_PER_TRIP) {
            int to = Math.min(statements.size(), from + STATEMENTS_PER_TRIP);
            long count = trip(connection, statements.subList(from, to));
            first = from == 0 ? count : first;
        }
        return first;
    }

    private static long trip(Connection connection, List<SqlStatement> statements) throws SQLException {
        String sql = statements.stream().map(SqlStatement::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            int index = 1;
            for (SqlStatement statement : statements) {
                for (String parameter : statement.parameters()) {
                    // OTHER leaves the type to the cast in the statement.
                    prepared.setObject(index++, parameter, Types.OTHER);
                }
            }
            prepared.execute();
            return prepared.getLargeUpdateCount();
        }
    }
}
