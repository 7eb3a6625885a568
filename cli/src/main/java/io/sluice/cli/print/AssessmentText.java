package io.sluice.cli.print;

import io.sluice.assess.Assessment;
import io.sluice.assess.DataScan;
import io.sluice.assess.FigureText;
import io.sluice.assess.Inventory;
import io.sluice.assess.Severity;
import io.sluice.assess.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        lines.add("Beside tables: "
                + inventory.others().stream()
                        .map(objects -> objects.kind() + ": " + objects.count())
                        .collect(Collectors.joining("; ")));
        lines.add("Values: " + scanned(assessment.data()));
        suggested(assessment.data().suggestions()).ifPresent(lines::add);
        lines.add("Duration: " + assessment.estimate().text());
        lines.add("%s, %s, %s"
                .formatted(
                        FigureText.count(assessment.count(Severity.BLOCKER), "blocker", "blockers"),
                        FigureText.count(assessment.count(Severity.WARNING), "warning", "warnings"),
                        FigureText.count(assessment.count(Severity.NOTICE), "notice", "notices")));
        lines.add(assessment.verdict().sentence());
        return lines;
    }

    private static Optional<String> suggested(List<Suggestion> suggestions) {
        if (suggestions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> columns = suggestions.stream()
                .collect(Collectors.groupingBy(
                        suggestion -> suggestion.proposal().policy().id() + ": "
                                + suggestion.proposal().choice().id(),
                        TreeMap::new,
                        Collectors.counting()));
        return Optional.of("Types that would suit better: "
                + columns.entrySet().stream()
                        .map(choice -> "'" + choice.getKey() + "' for "
                                + FigureText.count(choice.getValue(), "column", "columns"))
                        .collect(Collectors.joining(", "))
                + "; --report lists them, --write-policies writes them");
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
