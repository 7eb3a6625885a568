package io.sluice.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one {@code pipeline.yaml} under test says, apart from where the servers are.
 *
 * @param databases of MySQL
 * @param schemas lines of {@code target.schemas}
 * @param rules items of {@code rules}
 * @param policies of the whole pipeline
 * @param load settings of the load
 */
public record PipelineText(
        List<String> databases,
        List<String> schemas,
        List<String> rules,
        Map<String, String> policies,
        Map<String, String> load) {

    public PipelineText {
        databases = List.copyOf(databases);
        schemas = List.copyOf(schemas);
        rules = List.copyOf(rules);
        policies = Map.copyOf(policies);
        load = Map.copyOf(load);
    }

    /** With all policies at their presets. */
    public PipelineText(List<String> databases, List<String> schemas, List<String> rules) {
        this(databases, schemas, rules, Map.of(), Map.of());
    }

    public static PipelineText of(String... databases) {
        return new PipelineText(List.of(databases), List.of(), List.of());
    }

    /** With the tables of a database in a schema of another name. */
    public PipelineText schema(String database, String schema) {
        return new PipelineText(databases, plus(schemas, database + ": " + schema), rules, policies, load);
    }

    /** With a transformation of one column, which is named {@code DATABASE.TABLE.COLUMN}. */
    public PipelineText rule(String column, String transformation) {
        return ruled("{column: %s, transform: %s}".formatted(column, transformation));
    }

    /** With policies of the whole pipeline, in place of others. */
    public PipelineText policies(Map<String, String> choices) {
        return new PipelineText(databases, schemas, rules, choices, load);
    }

    /**
     * With policies of one table or column.
     *
     * @param kind {@code table} or {@code column}
     */
    public PipelineText settle(String kind, String name, Map<String, String> choices) {
        return ruled("{%s: '%s', policies: %s}".formatted(kind, name, flow(choices)));
    }

    /** With what becomes of some kinds of schema changes of a table. */
    public PipelineText schemaChanges(String table, Map<String, String> choices) {
        return ruled("{table: '%s', schema-changes: %s}".formatted(table, flow(choices)));
    }

    /** With settings of the load, in place of others. */
    public PipelineText load(Map<String, String> settings) {
        return new PipelineText(databases, schemas, rules, policies, settings);
    }

    private PipelineText ruled(String rule) {
        return new PipelineText(databases, schemas, plus(rules, rule), policies, load);
    }

    private static String flow(Map<String, String> choices) {
        return choices.entrySet().stream()
                .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static List<String> plus(List<String> lines, String line) {
        return Stream.concat(lines.stream(), Stream.of(line)).toList();
    }

    /** The file. */
    String yaml(String name, DatabaseServers servers) {
        return """
                name: %1$s
                source:
                  url: mysql://127.0.0.1:%2$d
                  user: %1$s
                  password-env: MYSQL_PASSWORD
                  databases: [%3$s]
                target:
                  url: postgresql://127.0.0.1:%4$d/%1$s
                  user: %1$s
                  password-env: POSTGRES_PASSWORD
                %5$s%6$s%7$s%8$sdata-directory: data
                """.formatted(
                        name,
                        servers.mysql().port(),
                        String.join(", ", databases),
                        servers.postgres().port(),
                        section("  schemas:\n", "    ", schemas),
                        policies.isEmpty() ? "" : "policies: " + flow(policies) + "\n",
                        section("rules:\n", "  - ", rules),
                        load.isEmpty() ? "" : "load: " + flow(load) + "\n");
    }

    private static String section(String head, String indent, List<String> lines) {
        return lines.isEmpty()
                ? ""
                : lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining("", head, ""));
    }
}
