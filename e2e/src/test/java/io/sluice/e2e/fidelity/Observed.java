package io.sluice.e2e.fidelity;

import java.util.List;
import java.util.Map;

/**
 * What became of one case.
 *
 * @param error what went wrong on the way, else empty
 * @param tables by name
 * @param answers to the case's checks, in their order
 */
record Observed(String error, Map<String, Table> tables, List<List<String>> answers) {

    /**
     * A table in PostgreSQL, and what Sluice says of it.
     *
     * @param letters dead letters
     * @param differences that {@code sluice verify} has found, each as text
     * @param setAside rows that {@code sluice verify} knows to be dead letters
     * @param applied how often each policy has decided about a value
     */
    record Table(
            Map<String, String> columns,
            List<String> objects,
            Map<Integer, String> rows,
            long letters,
            List<String> differences,
            long setAside,
            Map<String, Long> applied) {}

    static Observed failed(String error) {
        return new Observed(error, Map.of(), List.of());
    }
}
