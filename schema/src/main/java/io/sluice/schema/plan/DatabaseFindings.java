package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogRoutine;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.catalog.TableFacts;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings about what is not a table's: how a whole database compares texts, and the programs that MySQL keeps. */
final class DatabaseFindings {

    private DatabaseFindings() {}

    /** One for each database with columns whose texts compare otherwise in PostgreSQL. */
    static List<PlacedFinding> comparisons(SourceCatalog catalog, MappingRules rules) {
        Map<String, Set<String>> collations = new LinkedHashMap<>();
        Map<String, TableId> first = new LinkedHashMap<>();
        for (CatalogTable table : catalog.tables()) {
            for (CatalogColumn column : table.columns()) {
                boolean plain = rules.policies(table.id(), column.name()).caseInsensitive() == CaseInsensitive.PLAIN;
                if (plain
                        && column.collation()
                                .filter(Collations::isCaseInsensitive)
                                .isPresent()) {
                    String database = table.id().schema();
                    collations
                            .computeIfAbsent(database, name -> new TreeSet<>())
                            .add(column.collation().get());
                    first.putIfAbsent(database, table.id());
                }
            }
        }
        List<PlacedFinding> findings = new ArrayList<>();
        collations.forEach((database, names) -> {
            FindingCollector ofDatabase =
                    new FindingCollector(new TableId(database, "*"), rules.target(first.get(database)));
            ofDatabase.noticeOfTable(
                    Code.COLLATION,
                    "texts of collation " + String.join(", ", names)
                            + " that MySQL holds for equal, such as 'a', 'A' and in part 'á' and 'a ', are different in"
                            + " PostgreSQL, and sort otherwise",
                    "choose the policy case-insensitive for columns where that matters");
            findings.addAll(ofDatabase.all());
        });
        return findings;
    }

    /** A database whose name PostgreSQL, or the pipeline, has for itself. */
    static List<PlacedFinding> schemas(SourceCatalog catalog, MappingRules rules) {
        Map<String, TableId> first = new LinkedHashMap<>();
        catalog.tables().forEach(table -> first.putIfAbsent(table.id().schema(), table.id()));
        List<PlacedFinding> findings = new ArrayList<>();
        first.forEach((database, table) -> {
            String schema = rules.target(table).schema();
            if (!rules.schemas().containsKey(database) && !schema.equals(rules.name(database))) {
                FindingCollector ofDatabase = new FindingCollector(new TableId(database, "*"), rules.target(table));
                ofDatabase.noticeOfTable(
                        Code.NAME_CHANGED,
                        "a schema of PostgreSQL cannot have the database's name here; it becomes " + schema,
                        "use this name in the application, or choose one under 'target.schemas'");
                findings.addAll(ofDatabase.all());
            }
        });
        return findings;
    }

    static List<PlacedFinding> leftOut(SourceCatalog catalog, MappingRules rules) {
        List<PlacedFinding> findings = new ArrayList<>();
        for (TableFacts table : catalog.leftOut()) {
            FindingCollector ofTable = new FindingCollector(table.id(), rules.target(table.id()));
            String reason = "the table is left out: ";
            switch (table.rowlessEngine().orElseThrow()) {
                case BLACKHOLE ->
                    ofTable.warnOfTable(
                            Code.TABLE_LEFT_OUT,
                            reason
                                    + "its engine BLACKHOLE keeps no rows, so that what the log has of it is in no table",
                            "make a table in PostgreSQL with a trigger that returns NULL if the application writes there");
                case MRG_MYISAM ->
                    ofTable.warnOfTable(
                            Code.TABLE_LEFT_OUT,
                            reason + "its rows are those of the tables that it unites, which are migrated themselves;"
                                    + " the log does not say which of them a change through it is for",
                            "write to those tables only while the pipeline runs, and make a view with UNION ALL of them");
                case FEDERATED ->
                    ofTable.warnOfTable(
                            Code.TABLE_LEFT_OUT,
                            reason + "its rows are those of another server, which changes them without this one's log",
                            "migrate that server's table, or make a foreign table in PostgreSQL");
            }
            findings.addAll(ofTable.all());
        }
        return findings;
    }

    static List<PlacedFinding> routines(SourceCatalog catalog, MappingRules rules) {
        List<PlacedFinding> findings = new ArrayList<>();
        for (CatalogRoutine routine : catalog.routines()) {
            FindingCollector ofRoutine = new FindingCollector(routine.id(), rules.target(routine.id())).afterData();
            ofRoutine.warnOfTable(
                    code(routine.kind()),
                    "the " + routine.kind() + (routine.detail().isEmpty() ? "" : " (" + routine.detail() + ")")
                            + " is left out: programs are not translated",
                    "write it in PostgreSQL's language if it is still needed");
            findings.addAll(ofRoutine.all());
        }
        if (!catalog.hidden().isEmpty()) {
            findings.addAll(hidden(catalog, rules));
        }
        return findings;
    }

    private static List<PlacedFinding> hidden(SourceCatalog catalog, MappingRules rules) {
        String kinds =
                catalog.hidden().stream().sorted().map(kind -> kind + "s").collect(Collectors.joining(", "));
        Map<String, TableId> first = new LinkedHashMap<>();
        catalog.tables().forEach(table -> first.putIfAbsent(table.id().schema(), table.id()));
        List<PlacedFinding> findings = new ArrayList<>();
        first.forEach((database, table) -> {
            FindingCollector ofDatabase =
                    new FindingCollector(new TableId(database, "*"), rules.target(table)).afterData();
            ofDatabase.noticeOfTable(
                    Code.INVENTORY_INCOMPLETE,
                    "MySQL does not show to this user whether there are any of " + kinds,
                    "run 'sluice schema' once with an account that sees them");
            findings.addAll(ofDatabase.all());
        });
        return findings;
    }

    private static Code code(CatalogRoutine.Kind kind) {
        return switch (kind) {
            case TRIGGER -> Code.TRIGGER_LEFT_OUT;
            case PROCEDURE -> Code.PROCEDURE_LEFT_OUT;
            case FUNCTION -> Code.FUNCTION_LEFT_OUT;
            case EVENT -> Code.EVENT_LEFT_OUT;
        };
    }
}
