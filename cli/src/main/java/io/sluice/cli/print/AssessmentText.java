package io.sluice.cli.print;

import io.sluice.assess.Assessment;
import io.sluice.assess.DataScan;
import io.sluice.assess.FigureText;
import io.sluice.assess.Inventory;
import io.sluice.assess.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * An assessment as text for a terminal: blockers and warnings one by one, then the totals; notices are only counted.
 */
public final class AssessmentText {

    private AssessmentText() {}

    public static List<String> lines(Assessment assessment) {
        List<String> lines = new ArrayList<>();
        for (Severity severity : List.of(Severity.BLOCKER, Severity.WARNING)) {
            assessment.checks().stream()
                    .filter(check -> check.severity() == severity)
                    .forEach(check ->
                            lines.add(line(severity, check.subject() + ": " + check.found() + "; " + check.action())));
            assessment.data().findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .forEach(finding -> lines.add(line(
                            severity,
                            finding.object() + ": " + finding.counted() + ": " + finding.consequence() + "; "
                                    + finding.action())));
            assessment.schema().stream()
                    .filter(finding -> Assessment.severity(finding) == severity)
                    .forEach(finding -> lines.add(
                            line(severity, finding.object() + ": " + finding.reason() + "; " + finding.action())));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        Inventory inventory = assessment.inventory();
        lines.add("%s: %s, about %s, %s of data, %s of indexes"
                .formatted(
                        assessment.pipeline(),
                        FigureText.count(inventory.tables().size(), "table", "tables"),
                        FigureText.count(inventory.rows(), "row", "rows"),
                        FigureText.bytes(inventory.dataBytes()),
                        FigureText.bytes(inventory.indexBytes())));
        lines.add("Values: " + scanned(assessment.data()));
        lines.add("Duration: " + assessment.estimate().text());
        lines.add("%s, %s, %s"
                .formatted(
                        FigureText.count(assessment.count(Severity.BLOCKER), "blocker", "blockers"),
                        FigureText.count(assessment.count(Severity.WARNING), "warning", "warnings"),
                        FigureText.count(assessment.count(Severity.NOTICE), "notice", "notices")));
        lines.add(assessment.verdict().sentence());
        return lines;
    }

    private static String line(Severity severity, String text) {
        return severity.label() + ": " + text.replaceAll("\\R|\\p{Cntrl}", " ");
    }

    private static String scanned(DataScan data) {
        return switch (data.depth()) {
            case NONE -> "not scanned";
            case SAMPLE -> FigureText.count(data.rows(), "row", "rows") + " scanned, a sample";
            case FULL -> "all " + FigureText.count(data.rows(), "row", "rows") + " scanned";
        };
    }
}
