package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogIndex;
import io.sluice.cli.catalog.CatalogTable;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.cli.catalog.TableFacts;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.TableId;
import io.sluice.core.model.TargetTable;
import io.sluice.core.sql.ForeignKeyDefinition;
import io.sluice.core.sql.SchemaNames;
import io.sluice.core.sql.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a schema plan: first every table by itself, then the foreign keys between them. */
final class SchemaPlanner {

    private final SourceCatalog catalog;
    private final MappingRules rules;
    private final long sequenceDistance;
    private final SchemaNames names = new SchemaNames();
    private final Map<TableId, Findings> findings = new LinkedHashMap<>();

    SchemaPlanner(SourceCatalog catalog, MappingRules rules, long sequenceDistance) {
        this.catalog = catalog;
        this.rules = rules;
        this.sequenceDistance = sequenceDistance;
    }

    SchemaPlan plan() {
        Map<TableId, TableDefinition> tables = new LinkedHashMap<>();
        catalog.tables().forEach(table -> names.reserve(rules.target(table.id())));
        for (CatalogTable table : catalog.tables()) {
            findings.put(table.id(), new Findings(table.id()));
            tables.put(table.id(), definition(table));
        }
        NameCheck.run(tables);
        ForeignKeyPlan foreignKeys = new ForeignKeyPlan(tables);
        List<TableDefinition> complete = new ArrayList<>();
        for (CatalogTable table : catalog.tables()) {
            List<ForeignKeyDefinition> keys = foreignKeys.foreignKeys(table, findings.get(table.id()));
            complete.add(tables.get(table.id()).withForeignKeys(keys));
        }
        return new SchemaPlan(
                catalog.tables().stream().map(CatalogTable::source).toList(),
                rules,
                complete,
                findings.values().stream()
                        .flatMap(ofTable -> ofTable.all().stream())
                        .toList());
    }

    private TableDefinition definition(CatalogTable table) {
        Findings ofTable = findings.get(table.id());
        TargetTable target = TableMapping.compile(table.source(), rules).target();
        note(table, ofTable);
        return new TableDefinition(
                target.id(),
                new ColumnPlan(table, sequenceDistance, ofTable).columns(target),
                key(table, target),
                table.facts().comment(),
                new IndexPlan(table, ofTable).indexes(target.id(), names),
                List.of());
    }

    private TableDefinition.Key key(CatalogTable table, TargetTable target) {
        Optional<CatalogIndex> key = table.key();
        if (key.isEmpty()) {
            return new TableDefinition.Key.None();
        }
        return key.get().primary()
                ? new TableDefinition.Key.Primary(names.index(target.id(), "pkey"), target.key())
                : new TableDefinition.Key.Unique(
                        names.index(target.id(), key.get().name()), target.key());
    }

    private static void note(CatalogTable table, Findings findings) {
        table.checks()
                .forEach(check -> findings.warn(
                        check.name(),
                        "the CHECK constraint " + check.clause() + " is left out",
                        "add it in PostgreSQL's SQL before the cutover"));
        if (table.facts().layout() == TableFacts.Layout.PARTITIONED) {
            findings.noticeOfTable(
                    "a partitioned table becomes a plain one", "partition it in PostgreSQL if its size asks for it");
        }
        if (table.key().isEmpty()) {
            findings.noticeOfTable(
                    "it has neither a primary key nor a unique key without NULLs, so that changes find their row by all"
                            + " its values, which is slow",
                    "give it a primary key in MySQL");
        }
    }
}
