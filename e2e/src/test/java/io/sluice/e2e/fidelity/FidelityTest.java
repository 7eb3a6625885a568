package io.sluice.e2e.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * Every case of {@code A.yaml} to {@code G.yaml}, by the load and by the stream. Some of them alone:
 * {@code -Dsluice.fidelity.only='A\d+|B7'}.
 */
class FidelityTest {

    private static final String ONLY = System.getProperty("sluice.fidelity.only", ".*");

    /** What the cases of one pipeline have in common. */
    private record Shared(TargetServer target, Map<String, String> policies) {}

    @TestFactory
    Stream<DynamicTest> arrivesAsTheListSays() {
        Map<Shared, List<FidelityCase>> byPipeline = new LinkedHashMap<>();
        Section.all().stream()
                .flatMap(section -> section.cases().stream())
                .filter(one -> one.untested().isEmpty() && one.id().matches(ONLY))
                .forEach(one -> byPipeline
                        .computeIfAbsent(new Shared(one.target(), one.pipeline()), shared -> new ArrayList<>())
                        .add(one));
        return byPipeline.values().stream().flatMap(FidelityTest::tests);
    }

    private static Stream<DynamicTest> tests(List<FidelityCase> cases) {
        Migration.Result result;
        try {
            result = Migration.of(cases);
        } catch (TestAbortedException e) {
            return cases.stream()
                    .map(one -> test(one, () -> {
                        throw e;
                    }));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return cases.stream()
                .map(one -> test(one, () -> hold(one, result.cases().get(one.id()), result.findings())));
    }

    private static DynamicTest test(FidelityCase one, Executable check) {
        return DynamicTest.dynamicTest(one.id() + " " + one.title(), check);
    }

    private static void hold(FidelityCase one, Observed observed, JsonNode findings) {
        assertThat(observed.error()).isEmpty();
        one.tables().forEach(table -> hold(table, observed.tables().get(table.name())));
        one.letters().forEach((table, letters) -> assertThat(
                        observed.tables().get(table).letters())
                .as("dead letters of %s", table)
                .isEqualTo(letters));
        for (int i = 0; i < one.checks().size(); i++) {
            QueryCheck check = one.checks().get(i);
            assertThat(observed.answers().get(i)).as(check.query()).isEqualTo(check.rows());
        }
        one.findings().forEach((object, text) -> assertThat(findingsOf(object, findings))
                .as("findings about %s", object)
                .anyMatch(finding -> finding.contains(text)));
    }

    private static void hold(CaseTable table, Observed.Table observed) {
        assertThat(text(observed.columns())).as("columns of %s", table.name()).isEqualTo(text(table.expectedColumns()));
        assertThat(observed.objects())
                .as("constraints and indexes of %s", table.name())
                .containsExactlyInAnyOrderElementsOf(table.objects());
        assertThat(text(observed.rows()))
                .as(
                        "rows of %s: by load, from %d on by insert, from %d on by update",
                        table.name(), CaseTable.INSERTED, CaseTable.UPDATED)
                .isEqualTo(text(table.expectedRows()));
        // Those of rows that are deleted by now are settled.
        assertThat(observed.letters())
                .as("open dead letters of %s", table.name())
                .isEqualTo(2 * table.deadRows());
        assertThat(observed.setAside() + observed.differences().size())
                .as("rows of %s that verify misses: %s", table.name(), observed.differences())
                .isEqualTo(2 * table.deadRows());
        table.applied()
                .forEach((policy, values) -> assertThat(observed.applied().getOrDefault(policy, 0L))
                        .as("values of %s that %s has decided about, by load and by stream", table.name(), policy)
                        .isGreaterThanOrEqualTo(2L * values));
    }

    private static String text(Map<?, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static List<String> findingsOf(String object, JsonNode findings) {
        List<String> found = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (finding.get("object").asText().equals(Migration.DATABASE + "." + object)) {
                found.add(finding.toString());
            }
        }
        return found;
    }
}
