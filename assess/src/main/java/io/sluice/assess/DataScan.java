package io.sluice.assess;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.Policies;
import io.sluice.core.wire.RecordLimit;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding;
import io.sluice.schema.plan.Finding.Code;
import io.sluice.schema.plan.SchemaPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What was found in the values.
 *
 * @param tables in the order of the catalogue; empty if nothing was to be scanned
 * @param suggestions types that columns could have
 */
public record DataScan(
        ScanDepth depth, List<ScannedTable> tables, List<DataFinding> findings, List<Suggestion> suggestions) {

    private static final Set<Code> TOO_WIDE = Set.of(Code.INDEX_TOO_WIDE, Code.KEY_TOO_WIDE);

    public DataScan {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
        suggestions = List.copyOf(suggestions);
    }

    /**
     * Scans one table after the other, each as it is at that moment.
     *
     * @param plan by whose rules the values will be mapped
     * @param insensitive what columns become that do not tell case apart, if the user follows the suggestion
     * @param progress is told how far the scan is
     */
    static DataScan run(
            Connection mysql,
            SourceCatalog catalog,
            SchemaPlan plan,
            CaseInsensitive insensitive,
            RecordLimit limit,
            Scan scan,
            Consumer<String> progress)
            throws SQLException {
        List<ScannedTable> scanned = new ArrayList<>();
        List<DataFinding> findings = new ArrayList<>();
        List<Suggestion> suggestions = new ArrayList<>();
        if (scan.depth() != ScanDepth.NONE) {
            Set<TableId> selected =
                    catalog.tables().stream().map(CatalogTable::id).collect(Collectors.toSet());
            for (CatalogTable table : catalog.tables()) {
                List<Question> questions =
                        new Questions(table, target(plan, table), selected, wideIndexes(plan, table), limit).all();
                Suggestions nearer = new Suggestions(table, catalog, plan.rules(), insensitive);
                OneTable one = new OneTable(mysql, table, questions, nearer, plan.rules(), limit, progress);
                scanned.add(one.scan(scan, findings, suggestions));
            }
        }
        return new DataScan(scan.depth(), scanned, findings, suggestions);
    }

    private static TargetTable target(SchemaPlan plan, CatalogTable table) {
        return TableMapping.compile(table.source(), plan.rules()).target();
    }

    /** The others are made such that nothing is too long for them. */
    private static Set<String> wideIndexes(SchemaPlan plan, CatalogTable table) {
        Set<String> objects = plan.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING && TOO_WIDE.contains(finding.code()))
                .map(Finding::object)
                .collect(Collectors.toSet());
        return table.indexes().stream()
                .map(CatalogIndex::name)
                .filter(name -> objects.contains(table.id() + "." + name))
                .collect(Collectors.toSet());
    }

    /** The scan of one table. */
    private record OneTable(
            Connection mysql,
            CatalogTable table,
            List<Question> questions,
            Suggestions nearer,
            MappingRules rules,
            RecordLimit limit,
            Consumer<String> progress) {

        /** A table that MySQL does not let us scan is no reason to throw the others' scans away. */
        ScannedTable scan(Scan scan, List<DataFinding> findings, List<Suggestion> suggestions) throws SQLException {
            try {
                return scanned(scan, findings, suggestions);
            } catch (SQLException e) {
                if (!mysql.isValid(10)) {
                    throw e;
                }
                progress.accept("%s: not scanned: %s".formatted(table.id(), e.getMessage()));
                return new ScannedTable(table.id(), 0, "none: " + e.getMessage(), false);
            }
        }

        private ScannedTable scanned(Scan scan, List<DataFinding> findings, List<Suggestion> suggestions)
                throws SQLException {
            List<String> conditions = new ArrayList<>();
            questions.forEach(question -> conditions.add(question.condition()));
            conditions.addAll(nearer.conditions());
            TableScan tableScan = new TableScan(mysql, table, conditions);
            boolean all = scan.depth() == ScanDepth.FULL || table.facts().estimatedRows() <= 3L * scan.sampleRows();
            Portion portion = all ? Portion.all(table) : Portion.sample(mysql, table, scan.sampleRows());
            TableScan.Counts counts = all ? tableScan.countAll(progress) : tableScan.count(portion);
            progress.accept("%s: %s scanned".formatted(table.id(), FigureText.count(counts.rows(), "row", "rows")));
            List<DataFinding> ofTable = findings(tableScan, portion, counts);
            findings.addAll(ofTable);
            suggestions.addAll(
                    nearer.of(counts.yes().stream().skip(questions.size()).toList(), all));
            findings.addAll(new CollisionScan(mysql, table).run(portion, column -> settled(column, ofTable)));
            return new ScannedTable(table.id(), counts.rows(), portion.reach().label(), all);
        }

        private List<DataFinding> findings(TableScan tableScan, Portion portion, TableScan.Counts counts)
                throws SQLException {
            List<DataFinding> findings = new ArrayList<>();
            TableJudge judge = new TableJudge(table, rules, limit);
            for (int i = 0; i < questions.size(); i++) {
                Question question = questions.get(i);
                long yes = counts.yes().get(i);
                if (yes > 0) {
                    List<String> examples = tableScan.examples(portion, question.condition());
                    findings.add(judge.finding(question.topic(), yes, examples));
                }
            }
            return findings;
        }

        /** The policies of a column once the findings are settled: these could be what makes values collide. */
        private Policies settled(String column, List<DataFinding> findings) {
            Policies policies = rules.policies(table.id(), column);
            for (DataFinding finding : findings) {
                Optional<PolicyProposal> proposal =
                        finding.proposal().filter(choice -> choice.column().equals(column));
                if (proposal.isPresent()) {
                    policies = policies.overriddenBy(
                            Policies.of(proposal.get().policy(), proposal.get().choice()));
                }
            }
            return policies;
        }
    }

    public long rows() {
        return tables.stream().mapToLong(ScannedTable::rows).sum();
    }
}
