package io.sluice.core.mapping;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.Transformation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** The target's name for a source table, shortened if it is too long for PostgreSQL. */
    public TableId target(TableId source) {
        String schema = schemas.get(source.schema());
        return new TableId(schema == null ? name(source.schema()) : Identifiers.fitted(schema), name(source.table()));
    }

    /** The target's name for a column, an index or a constraint, shortened if it is too long for PostgreSQL. */
    public String name(String source) {
        return Identifiers.fitted(
                switch (policies.nameCase()) {
                    case KEEP -> source;
                    case LOWER -> source.toLowerCase(Locale.ROOT);
                });
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
