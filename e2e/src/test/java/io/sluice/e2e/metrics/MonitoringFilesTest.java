package io.sluice.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for Prometheus, checked by Prometheus' own tool, and what they refer to. */
class MonitoringFilesTest {

    @TempDir
    Path directory;

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        Promtool promtool = Promtool.find();

        passes(promtool.run("check", "rules", MonitoringFiles.ALERTS.toString()));
        passes(promtool.run("check", "config", MonitoringFiles.PROMETHEUS.toString()));
    }

    @Test
    void alertsFireWhenTheyShould() throws Exception {
        Files.copy(MonitoringFiles.ALERTS, directory.resolve("alerts.yml"));
        Path test = directory.resolve("alerts-test.yml");
        try (var resource = MonitoringFilesTest.class.getResourceAsStream("alerts-test.yml")) {
            Files.copy(resource, test);
        }
        Promtool promtool = Promtool.find();

        passes(promtool.run("test", "rules", test.toString()));

        String broken = Files.readString(directory.resolve("alerts.yml")).replace("ratio < 0.4", "ratio < 0.1");
        Files.writeString(directory.resolve("alerts.yml"), broken);
        assertThat(promtool.run("test", "rules", test.toString()).said()).contains("SequenceGapClosing");
    }

    @Test
    void everyAlertHasItsRunbook() throws Exception {
        List<String> sections = Files.readAllLines(MonitoringFiles.ROOT.resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(MonitoringFilesTest::anchor)
                .toList();

        assertThat(MonitoringFiles.alerts())
                .hasSizeGreaterThan(10)
                .extracting(MonitoringFilesTest::runbook)
                .allSatisfy(runbook -> assertThat(runbook).startsWith("docs/operations.md#"))
                .map(runbook -> runbook.substring(runbook.indexOf('#') + 1))
                .containsExactlyInAnyOrderElementsOf(sections);
    }

    @Test
    void everyQueryReadsAMetric() {
        assertThat(MonitoringFiles.queries()).hasSizeGreaterThan(30).allSatisfy(query -> assertThat(query)
                .matches(text -> !MonitoringFiles.names(text).isEmpty()
                        || text.contains("up{")
                        || text.contains("sluice:sequence_gap:ratio")));
    }

    private static void passes(Promtool.Result result) {
        assertThat(result.code()).as(result.said()).isZero();
    }

    private static String runbook(JsonNode alert) {
        return alert.get("annotations").get("runbook").asText();
    }

    /** As GitHub names the anchors of headings. */
    private static String anchor(String heading) {
        return heading.substring(4)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
