package io.sluice.core.mapping;

import io.sluice.core.model.TableId;
import io.sluice.core.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the user said about the mapping, parsed.
 *
 * @param schemas PostgreSQL schema by MySQL database; a database that is not named keeps its name
 * @param rules in the order written; of two that contradict one another the later one counts
 */
public record MappingRules(Map<String, String> schemas, List<Rule> rules) {

    public MappingRules {
        schemas = Map.copyOf(schemas);
        rules = List.copyOf(rules);
    }

    public static MappingRules none() {
        return new MappingRules(Map.of(), List.of());
    }

    /** The target's name for a source table, shortened if it is too long for PostgreSQL. */
    public TableId target(TableId source) {
        return Identifiers.fitted(new TableId(schemas.getOrDefault(source.schema(), source.schema()), source.table()));
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
                schemas, Stream.concat(defaults.stream(), rules.stream()).toList());
    }
}
