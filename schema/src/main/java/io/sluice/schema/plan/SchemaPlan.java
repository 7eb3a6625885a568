package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.SchemaNames;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.Statement;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.sql.ViewDefinition;
import io.sluice.schema.catalog.CascadeLog;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.TargetServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schema that a pipeline's tables will have in PostgreSQL.
 *
 * @param server that it is for
 * @param rules the user's rules and those derived from the catalogue; every stage has to map by these
 * @param tables in the order of {@code sourceTables}
 * @param views in an order in which they can be made
 * @param placedFindings what of the source's schema is not in the target's as it was, and where it belongs
 */
public record SchemaPlan(
        TargetServer server,
        List<SourceTable> sourceTables,
        MappingRules rules,
        List<TableDefinition> tables,
        List<ViewDefinition> views,
        List<PlacedFinding> placedFindings) {

    public SchemaPlan {
        sourceTables = List.copyOf(sourceTables);
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        placedFindings = List.copyOf(placedFindings);
    }

    /**
     * @param rules the user's
     * @param sequenceDistance how far identity columns start ahead of MySQL's AUTO_INCREMENT
     * @throws io.sluice.core.failure.SluiceException if a rule does not fit the source, or puts two tables of one name into one schema
     */
    public static SchemaPlan of(SourceCatalog catalog, MappingRules rules, long sequenceDistance, TargetServer server) {
        RuleCheck.run(catalog, rules);
        List<Rule> derived = Stream.concat(
                        DerivedPolicies.of(catalog, rules, server).stream(), DerivedRules.of(catalog, rules).stream())
                .toList();
        MappingRules merged = rules.withDefaults(derived)
                .withDefaults(catalog.leftOut().stream()
                        .<Rule>map(table -> new Rule.LeaveOut(table.id()))
                        .toList());
        SchemaNames names = new SchemaNames();
        MappingRules named = merged.withDefaults(DerivedNames.of(catalog, merged, names));
        return new SchemaPlanner(catalog, named, names, sequenceDistance, server).plan();
    }

    /** For a server of the newest version. */
    public static SchemaPlan of(SourceCatalog catalog, MappingRules rules, long sequenceDistance) {
        return of(catalog, rules, sequenceDistance, TargetServer.newest());
    }

    /**
     * The definition of one table by itself, as of one that comes while the pipeline streams: on a server of which nothing is
     * known, and by the names that it has where no other table is in the way.
     *
     * @param rules of the pipeline, with those derived from the catalogue
     * @throws IllegalArgumentException if a rule does not fit it
     */
    public static TableDefinition ofTable(CatalogTable table, MappingRules rules, long sequenceDistance) {
        SourceCatalog alone = alone(table);
        MappingRules merged = rules.withDefaults(DerivedRules.of(alone, rules));
        return new SchemaPlanner(alone, merged, new SchemaNames(), sequenceDistance, TargetServer.newest())
                .definition(table);
    }

    /**
     * The definition of a table, if it is one of them.
     *
     * @param source its name in MySQL
     */
    public Optional<TableDefinition> table(TableId source) {
        for (int i = 0; i < tables.size(); i++) {
            if (sourceTables.get(i).id().equals(source)) {
                return Optional.of(tables.get(i));
            }
        }
        return Optional.empty();
    }

    /** The rules that follow from one table by itself, without those of the pipeline. */
    public static List<Rule> rulesOfTable(CatalogTable table, MappingRules rules) {
        return DerivedRules.of(alone(table), rules);
    }

    private static SourceCatalog alone(CatalogTable table) {
        return new SourceCatalog(
                List.of(table), List.of(), List.of(), List.of(), Set.of(), new CascadeLog("", CascadeLog.Mode.LOGGED));
    }

    /** What of the source's schema is not in the target's as it was. */
    public List<Finding> findings() {
        return placedFindings.stream().map(PlacedFinding::finding).toList();
    }

    /** The statements that make the tables, with their keys, in order. */
    public List<Statement> beforeData() {
        return Ddl.beforeData(tables);
    }

    /**
     * The statements that make some of the tables, in order, where the others are there.
     *
     * @param added their names in MySQL
     */
    public List<Statement> beforeData(Collection<TableId> added) {
        List<TableDefinition> present = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (!added.contains(sourceTables.get(i).id())) {
                present.add(tables.get(i));
            }
        }
        Set<String> done = Ddl.beforeData(present).stream().map(Statement::sql).collect(Collectors.toSet());
        return beforeData().stream()
                .filter(statement -> !done.contains(statement.sql()))
                .toList();
    }

    /** The statements that make indexes, triggers, constraints and views, in order. */
    public List<Statement> afterData() {
        return Stream.concat(Ddl.afterData(tables).stream(), views.stream().map(Ddl::createView))
                .toList();
    }

    /** The statements that check the rows against the constraints, in order. */
    public List<Statement> validation() {
        return Ddl.validation(tables);
    }
}
