package io.sluice.e2e.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One thing of MySQL that migrations get wrong, and what Sluice makes of it.
 *
 * @param outcome one sentence for the reader of {@code docs/fidelity.md}
 * @param differs why the outcome is not the one to be wished for; empty where it is
 * @param untested why no test shows the outcome; empty where one does
 * @param target where it is carried to; the shared one if it is left out
 * @param pipeline policies of the whole pipeline; cases with the same ones and the same target share a pipeline
 * @param rules policies by table, or by {@code TABLE.COLUMN}
 * @param before statements on MySQL before the pipeline starts, after the tables are made
 * @param stream statements on MySQL while it runs
 * @param checks what PostgreSQL has to answer in the end
 * @param findings text in a finding of {@code sluice schema} by the name of its object, which starts with the table's
 * @param letters dead letters by table, of tables that are made by {@code before}
 */
record FidelityCase(
        String id,
        String title,
        String outcome,
        String differs,
        String untested,
        TargetServer target,
        Map<String, String> pipeline,
        Map<String, Map<String, String>> rules,
        List<CaseTable> tables,
        List<String> before,
        List<String> stream,
        List<QueryCheck> checks,
        Map<String, String> findings,
        Map<String, Long> letters) {

    FidelityCase {
        differs = Absent.none(differs);
        untested = Absent.none(untested);
        target = target == null ? TargetServer.SHARED : target;
        pipeline = Absent.none(pipeline);
        rules = Absent.none(rules);
        tables = Absent.none(tables);
        before = Absent.none(before);
        stream = Absent.none(stream);
        checks = Absent.none(checks);
        findings = Absent.none(findings);
        letters = Absent.none(letters);
        if (id == null || title == null || outcome == null) {
            throw new IllegalArgumentException("a case has an id, a title and an outcome: " + id + " " + title);
        }
        if (untested.isEmpty() && tables.isEmpty() && checks.isEmpty() && findings.isEmpty()) {
            throw new IllegalArgumentException("case " + id + " has to assert something, or to say why it is untested");
        }
    }

    /** All that MySQL does before the pipeline starts. */
    List<String> allBefore() {
        List<String> statements = new ArrayList<>();
        tables.forEach(table -> statements.addAll(table.before()));
        statements.addAll(before);
        return statements;
    }

    /** All that MySQL does while it runs. */
    List<String> allOfStream() {
        List<String> statements = new ArrayList<>();
        tables.forEach(table -> statements.addAll(table.stream()));
        statements.addAll(stream);
        return statements;
    }
}
