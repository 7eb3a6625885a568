package io.sluice.cli.schema;

import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.SourceTable;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.TableDefinition;
import java.util.List;

/**
 * The schema that a pipeline's tables will have in PostgreSQL.
 *
 * @param rules the user's rules and those derived from the catalogue; every stage has to map by these
 * @param tables in the order of {@code sourceTables}
 * @param findings what of the source's schema is not in the target's as it was
 */
public record SchemaPlan(
        List<SourceTable> sourceTables, MappingRules rules, List<TableDefinition> tables, List<Finding> findings) {

    public SchemaPlan {
        sourceTables = List.copyOf(sourceTables);
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    /**
     * @param rules the user's
     * @param sequenceDistance how far identity columns start ahead of MySQL's AUTO_INCREMENT
     * @throws io.sluice.cli.SluiceException if a rule does not fit the source, or two objects would have one name
     */
    public static SchemaPlan of(SourceCatalog catalog, MappingRules rules, long sequenceDistance) {
        RuleCheck.run(catalog, rules);
        MappingRules merged = rules.withDefaults(DerivedRules.of(catalog, rules));
        return new SchemaPlanner(catalog, merged, sequenceDistance).plan();
    }

    /** The statements that make the tables, with their keys, in order. */
    public List<String> beforeData() {
        return Ddl.beforeData(tables);
    }

    /** The statements that make indexes and foreign keys, in order. */
    public List<String> afterData() {
        return Ddl.afterData(tables);
    }

    /** The statements that check the rows against the foreign keys, in order. */
    public List<String> validation() {
        return Ddl.validation(tables);
    }
}
