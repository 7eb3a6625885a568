package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.sql.ViewDefinition;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.TargetServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a schema plan: first every table by itself, then the foreign keys between them, then the views over them. */
final class SchemaPlanner {

    private final SourceCatalog catalog;
    private final MappingRules rules;
    private final long sequenceDistance;
    private final TargetServer server;
    private final SchemaNames names;

    /** @param names in which those of tables, views and enumerated types are taken */
    SchemaPlanner(
            SourceCatalog catalog, MappingRules rules, SchemaNames names, long sequenceDistance, TargetServer server) {
        this.catalog = catalog;
        this.rules = rules;
        this.names = names;
        this.sequenceDistance = sequenceDistance;
        this.server = server;
    }

    SchemaPlan plan() {
        Map<TableId, PlannedTable> planned = new LinkedHashMap<>();
        Map<TableId, TableDefinition> tables = new LinkedHashMap<>();
        Collations collations =
                new Collations(rules.target(catalog.tables().get(0).id()).schema());
        for (CatalogTable table : catalog.tables()) {
            planned.put(table.id(), planned(table));
            tables.put(table.id(), new TablePlan(planned.get(table.id())).definition(collations, sequenceDistance));
        }
        List<TableDefinition> complete = new ArrayList<>();
        planned.forEach((id, table) ->
                complete.add(tables.get(id).withForeignKeys(new ForeignKeyPlan(planned, tables, table).foreignKeys())));
        List<PlacedFinding> findings = new ArrayList<>(DatabaseFindings.schemas(catalog, rules));
        findings.addAll(DatabaseFindings.comparisons(catalog, rules));
        planned.values().forEach(table -> findings.addAll(table.findings().all()));
        ViewPlan views = new ViewPlan(catalog, rules, planned);
        List<ViewDefinition> viewDefinitions = views.views();
        findings.addAll(views.findings());
        findings.addAll(DatabaseFindings.leftOut(catalog, rules));
        findings.addAll(CascadeFindings.of(catalog, rules));
        findings.addAll(DatabaseFindings.routines(catalog, rules));
        return new SchemaPlan(
                server,
                catalog.tables().stream().map(CatalogTable::source).toList(),
                rules,
                complete,
                viewDefinitions,
                findings);
    }

    /** The definition of a table, but for its foreign keys. */
    TableDefinition definition(CatalogTable table) {
        Collations collations = new Collations(rules.target(table.id()).schema());
        return new TablePlan(planned(table)).definition(collations, sequenceDistance);
    }

    private PlannedTable planned(CatalogTable table) {
        TargetTable target = TableMapping.compile(table.source(), rules).target();
        return new PlannedTable(
                catalog, table, target, rules, server, names, new FindingCollector(table.id(), target.id()));
    }
}
