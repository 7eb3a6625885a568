package io.sluice.e2e.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the files for Prometheus and Grafana ask of the metrics. */
final class MonitoringFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path ALERTS = ROOT.resolve("config/prometheus/alerts.yml");
    static final Path PROMETHEUS = ROOT.resolve("config/prometheus/prometheus.yml");
    static final Path AGENT_RULES = ROOT.resolve("config/metrics/connect.yaml");
    private static final Path DASHBOARD = ROOT.resolve("config/grafana/sluice.json");

    /** A name that a colon is part of is that of a recording rule. */
    private static final Pattern NAME = Pattern.compile("\\b(?:sluice|kafka|debezium|jvm)_\\w+\\b(?!:)");

    private MonitoringFiles() {}

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        read(new YAMLMapper(), ALERTS).get("groups").forEach(group -> group.get("rules")
                .forEach(rules::add));
        return rules;
    }

    /** All queries, of rules and of the dashboard's panels. */
    static List<String> queries() {
        List<String> queries = new ArrayList<>();
        rules().forEach(rule -> queries.add(rule.get("expr").asText()));
        read(new ObjectMapper(), DASHBOARD).get("panels").forEach(panel -> panel.get("targets")
                .forEach(target -> queries.add(target.get("expr").asText())));
        return queries;
    }

    /** The metrics that a query reads, apart from {@code up} and those that rules record. */
    static Set<String> names(String query) {
        return NAME.matcher(query).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    static Set<String> names() {
        return queries().stream().flatMap(query -> names(query).stream()).collect(Collectors.toSet());
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
