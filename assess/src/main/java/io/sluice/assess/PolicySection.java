package io.sluice.assess;

import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The section of {@code pipeline.yaml} that settles what an assessment found, and chooses the types that suit the values: one
 * rule a column, each with its reason. What only a sample suggests is commented out.
 */
final class PolicySection {

    private record Column(TableId table, String name) {

        /** A rule names a column by three names with dots between. */
        boolean canBeNamed() {
            return !(table.schema() + table.table() + name).contains(".");
        }

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    private final Assessment assessment;

    PolicySection(Assessment assessment) {
        this.assessment = assessment;
    }

    /** One line of a rule: why, and what. */
    private record Reason(String text, PolicyProposal proposal) {

        Column column() {
            return new Column(proposal.table(), proposal.column());
        }
    }

    String text() {
        List<Suggestion> suggestions = assessment.data().suggestions();
        List<Reason> settled = new ArrayList<>();
        for (DataFinding finding : assessment.data().findings()) {
            finding.proposal()
                    .ifPresent(proposal ->
                            settled.add(new Reason(finding.counted() + ": " + proposal.reason(), proposal)));
        }
        suggestions.stream()
                .filter(Suggestion::complete)
                .map(PolicySection::reason)
                .forEach(settled::add);
        Map<Column, List<Reason>> byColumn = byColumn(settled);
        List<String> lines = new ArrayList<>(head());
        lines.add(byColumn.keySet().stream().anyMatch(Column::canBeNamed) ? "rules:" : "rules: []");
        byColumn.forEach((column, reasons) -> lines.addAll(rule(column, reasons)));
        List<Reason> sampled = suggestions.stream()
                .filter(suggestion -> !suggestion.complete())
                .map(PolicySection::reason)
                .toList();
        if (!sampled.isEmpty()) {
            lines.add("# What suits the values of a sample; assess with --scan full before you choose it:");
            byColumn(sampled)
                    .forEach((column, reasons) -> rule(column, reasons).forEach(line -> lines.add("#" + line)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static Reason reason(Suggestion suggestion) {
        return new Reason(suggestion.reason(), suggestion.proposal());
    }

    private static Map<Column, List<Reason>> byColumn(List<Reason> reasons) {
        return reasons.stream().collect(Collectors.groupingBy(Reason::column, LinkedHashMap::new, Collectors.toList()));
    }

    private List<String> head() {
        DataScan data = assessment.data();
        List<String> lines = new ArrayList<>();
        lines.add("# What settles the findings of 'sluice assess' for pipeline " + assessment.pipeline() + ".");
        lines.add("# Put it into pipeline.yaml; where that has 'rules' already, add these to them.");
        lines.add(
                switch (data.depth()) {
                    case NONE -> "# No values were scanned, so that nothing was found: assess with --scan full.";
                    case SAMPLE ->
                        "# " + FigureText.count(data.rows(), "row was", "rows were")
                                + " scanned, a sample: --scan full finds what others hold.";
                    case FULL -> "# All " + FigureText.count(data.rows(), "row was", "rows were") + " scanned.";
                });
        return lines;
    }

    private static List<String> rule(Column column, List<Reason> reasons) {
        List<String> lines = new ArrayList<>();
        Map<String, String> choices = new LinkedHashMap<>();
        for (Reason reason : reasons) {
            lines.add("  # " + oneLine(reason.text()));
            choices.put(
                    reason.proposal().policy().id(), reason.proposal().choice().id());
        }
        String policies = choices.entrySet().stream()
                .map(choice -> choice.getKey() + ": \"" + choice.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
        if (column.canBeNamed()) {
            lines.add("  - column: " + quoted(column.toString()));
            lines.add("    policies: " + policies);
        } else {
            lines.add("  # A rule cannot name " + oneLine(column.toString()) + ", which has a dot in it; choose "
                    + policies + " for the whole pipeline, or rename it.");
        }
        return lines;
    }

    /** Plain where YAML takes it so, for it is read by people; else as a double-quoted scalar. */
    private static String quoted(String text) {
        if (text.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** A name with a line break in it must not end the comment. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R|\\p{Cntrl}", " ");
    }
}
