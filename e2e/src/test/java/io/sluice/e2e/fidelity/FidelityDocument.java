package io.sluice.e2e.fidelity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/fidelity.md}: the cases as a table a section. */
final class FidelityDocument {

    private FidelityDocument() {}

    static String of(List<Section> sections, String command) {
        StringBuilder text = new StringBuilder("""
                # Edge cases and their outcomes

                Edge cases of MySQL, and what each becomes in PostgreSQL. Each case is a test that carries it through the load
                and through the stream on real servers, and asserts PostgreSQL's catalogue and values; every choice of a policy
                that it names has a table of its own. If an outcome is not as it should be, or cannot be tested, the table says so.

                This page is generated from the cases by

                    %s
                """.formatted(command));
        for (Section section : sections) {
            text.append("\n## ").append(section.title()).append("\n\n");
            text.append("| case | in MySQL | in PostgreSQL | policies tested |\n|---|---|---|---|\n");
            section.cases().forEach(one -> text.append(row(one)));
        }
        return text.toString();
    }

    private static String row(FidelityCase one) {
        return "| %s | %s | %s | %s |\n".formatted(one.id(), cell(one.title()), cell(outcome(one)), policies(one));
    }

    private static String outcome(FidelityCase one) {
        String outcome = one.outcome();
        if (!one.differs().isEmpty()) {
            outcome += " **Not as it should be:** " + one.differs();
        }
        if (!one.untested().isEmpty()) {
            outcome += " **Not tested:** " + one.untested();
        }
        return outcome;
    }

    private static String policies(FidelityCase one) {
        Map<String, Set<String>> choices = new TreeMap<>();
        add(choices, one.pipeline());
        one.rules().values().forEach(policies -> add(choices, policies));
        one.tables().forEach(table -> add(choices, table.policies()));
        return choices.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "`: " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static void add(Map<String, Set<String>> choices, Map<String, String> policies) {
        policies.forEach((policy, choice) ->
                choices.computeIfAbsent(policy, name -> new LinkedHashSet<>()).add(choice));
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
