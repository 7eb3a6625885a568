package io.sluice.e2e.bench.load;

import io.sluice.e2e.Sql;
import io.sluice.e2e.bench.sink.ProcessUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The tables in PostgreSQL while they are loaded.
 *
 * @param postgres to look with
 * @param tables with their schemas
 */
record LoadTarget(Connection postgres, List<String> tables) {

    /** A table, or its schema, that the contender has not made yet. */
    private static final Set<String> ABSENT = Set.of("42P01", "3F000");

    LoadTarget {
        tables = List.copyOf(tables);
    }

    /** In the schema that contenders make of MySQL's database. */
    static LoadTarget of(Connection postgres, Dataset dataset) {
        return new LoadTarget(
                postgres,
                dataset.tables().stream()
                        .map(table -> dataset.database() + "." + table)
                        .toList());
    }

    boolean hasRow() throws SQLException {
        for (String table : tables) {
            try {
                if (isSo("SELECT EXISTS (SELECT FROM " + table + ")")) {
                    return true;
                }
            } catch (SQLException e) {
                requireAbsence(e);
            }
        }
        return false;
    }

    /** What a query of one boolean says. */
    boolean isSo(String query) throws SQLException {
        return Sql.rows(postgres, query).equals(List.of("t"));
    }

    long rows() throws SQLException {
        long rows = 0;
        for (String table : tables) {
            try {
                rows += Sql.number(postgres, "SELECT count(*) FROM " + table);
            } catch (SQLException e) {
                requireAbsence(e);
            }
        }
        return rows;
    }

    private static void requireAbsence(SQLException e) throws SQLException {
        if (!ABSENT.contains(e.getSQLState())) {
            throw e;
        }
    }

    /** @throws IllegalStateException unless the tables have so many rows */
    void requireRows(String contender, long expected) throws SQLException {
        long found = rows();
        if (found != expected) {
            throw new IllegalStateException(contender + " has " + found + " rows instead of " + expected);
        }
    }

    /** CPU seconds of the whole server, but for the session that looks. */
    double cpuSeconds() throws SQLException {
        ProcessHandle session = ProcessHandle.of(Sql.number(postgres, "SELECT pg_backend_pid()"))
                .orElseThrow();
        return ProcessUsage.cpuSecondsWithChildren(session.parent().orElseThrow())
                - ProcessUsage.cpuSeconds(session.pid());
    }
}
