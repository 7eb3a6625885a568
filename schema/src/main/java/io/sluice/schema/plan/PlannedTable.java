package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding.Code;
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

    /** The name in PostgreSQL of an index or a constraint. */
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

    /**
     * A free name for what is made for the table before the data, such as a sequence: {@code <table>_<part>}, or another
     * one with a finding.
     *
     * @param kind of thing, such as {@code sequence}
     * @param source what it is for, by its name in MySQL
     */
    String part(String kind, String source, String part) {
        String name = names.part(id(), part);
        noteOfName(findings, kind, source, id().table() + "_" + part, name);
        return name;
    }

    /** Notes that something that is made for the table has another name than it would have. */
    void noteOfName(FindingCollector where, String kind, String source, String wanted, String name) {
        if (!name.equals(wanted)) {
            where.notice(
                    Code.NAME_CHANGED,
                    source,
                    "the " + kind + " is named " + name + ", since " + wanted
                            + " is too long for PostgreSQL, or the name of something else in schema "
                            + id().schema(),
                    "use this name where the " + kind + " is named");
        }
    }

    Policies policies() {
        return rules.policies(source.id());
    }

    Policies policies(String column) {
        return rules.policies(source.id(), column);
    }
}
