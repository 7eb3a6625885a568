package io.sluice.e2e.fidelity;

import java.util.List;

/**
 * A query to PostgreSQL and all of its answer.
 *
 * @param rows their columns separated by {@code |}
 */
record QueryCheck(String query, List<String> rows) {

    QueryCheck {
        if (query == null || rows == null) {
            throw new IllegalArgumentException("a check has a query and rows, but this one is " + query + " " + rows);
        }
        rows = List.copyOf(rows);
    }
}
