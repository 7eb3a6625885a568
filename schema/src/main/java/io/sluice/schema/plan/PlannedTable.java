package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.TargetServer;

/**
 * A table whose definition is being made, and what every part of the plan needs to know of it.
 *
 * @param target what the mapping has decided: names and types
 */
record PlannedTable(
        SourceCatalog catalog,
        CatalogTable source,
        TargetTable target,
        MappingRules rules,
        TargetServer server,
        SchemaNames names,
        FindingCollector findings) {

    TableId id() {
        return target.id();
    }

    /** The name in PostgreSQL of a column, an index or a constraint. */
    String name(String sourceName) {
        return rules.name(sourceName);
    }

    TargetColumn column(String sourceName) {
        for (int i = 0; i < source.columns().size(); i++) {
            if (source.columns().get(i).name().equalsIgnoreCase(sourceName)) {
                return target.columns().get(i);
            }
        }
        throw new IllegalArgumentException("table " + source.id() + " has no column '" + sourceName + "'");
    }

    Policies policies() {
        return rules.policies(source.id());
    }

    Policies policies(String column) {
        return rules.policies(source.id(), column);
    }
}
