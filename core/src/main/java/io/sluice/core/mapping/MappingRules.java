package io.sluice.core.mapping;

import io.sluice.core.name.ColumnNames;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.Transformation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the user said about the mapping, parsed.
 *
 * @param schemas PostgreSQL schema by MySQL database; a database that is not named keeps its name
 * @param policies for the whole pipeline
 * @param rules in the order written; of two that contradict one another the later one counts
 */
public record MappingRules(Map<String, String> schemas, Policies policies, List<Rule> rules) {

    public MappingRules {
        schemas = Map.copyOf(schemas);
        rules = List.copyOf(rules);
    }

    public static MappingRules none() {
        return new MappingRules(Map.of(), Policies.none(), List.of());
    }

    /** The target's name for a source table or view: the one that a rule gives it, else its own as PostgreSQL takes it. */
    public TableId target(TableId source) {
        String schema = schemas.get(source.schema());
        return new TableId(
                schema == null ? schema(source.schema()) : Identifiers.fitted(schema),
                given(source, Optional.empty()).orElseGet(() -> name(source.table())));
    }

    private String schema(String database) {
        String name = name(database);
        return Identifiers.isReservedForSchemas(name) ? Identifiers.hashed("mysql_" + name, name) : name;
    }

    /** The target's names for all columns of a table, in the same order. */
    public List<String> columns(List<String> sources) {
        return ColumnNames.of(sources, this::cased);
    }

    /** The name of the enumerated type that is made for a column, in the schema of its table. */
    public String enumType(TableId source, String column) {
        return given(source, Optional.of(column))
                .orElseGet(() -> name(target(source).table() + "_" + column));
    }

    /** The target's name for an index or a constraint, shortened if it is too long for PostgreSQL. */
    public String name(String source) {
        return Identifiers.fitted(cased(source));
    }

    private String cased(String source) {
        return switch (policies.nameCase()) {
            case KEEP -> source;
            case LOWER -> source.toLowerCase(Locale.ROOT);
        };
    }

    private Optional<String> given(TableId table, Optional<String> column) {
        return rules.stream()
                .filter(Rule.GivenName.class::isInstance)
                .map(Rule.GivenName.class::cast)
                .filter(rule -> rule.table().equals(table) && rule.column().equals(column))
                .map(Rule.GivenName::name)
                .findFirst();
    }

    /** The tables whose rows are left where they are. */
    public Set<TableId> leftOut() {
        return rules.stream()
                .filter(Rule.LeaveOut.class::isInstance)
                .map(Rule::table)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The policies that hold for a table as a whole. */
    public Policies policies(TableId table) {
        return overridden(policies, table, Optional.empty());
    }

    /** The policies that hold for a column: its own before those of its table, and those before the pipeline's. */
    public Policies policies(TableId table, String column) {
        return overridden(policies(table), table, Optional.of(column));
    }

    private Policies overridden(Policies wider, TableId table, Optional<String> column) {
        Policies result = wider;
        for (Rule rule : rules) {
            if (rule instanceof Rule.Settle settle
                    && settle.table().equals(table)
                    && settle.column().equals(column)) {
                result = result.overriddenBy(settle.policies());
            }
        }
        return result;
    }

    /** The transformation on a column, if a rule puts one there. */
    public Optional<Transformation> transformation(TableId table, String column) {
        return rules.stream()
                .filter(rule -> rule.table().equals(table))
                .filter(Rule.Transform.class::isInstance)
                .map(Rule.Transform.class::cast)
                .filter(transform -> transform.column().equals(column))
                .map(Rule.Transform::transformation)
                .reduce((earlier, later) -> later);
    }

    /** These rules, with others that give way to them. */
    public MappingRules withDefaults(List<Rule> defaults) {
        return new MappingRules(
                schemas,
                policies,
                Stream.concat(defaults.stream(), rules.stream()).toList());
    }
}
