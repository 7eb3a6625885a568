package io.sluice.cli.assess;

import io.sluice.cli.catalog.CatalogTable;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.TableId;
import io.sluice.core.policy.Policies;
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
 */
public record DataScan(ScanDepth depth, List<ScannedTable> tables, List<DataFinding> findings) {

    public DataScan {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    /**
     * Scans one table after the other, each as it is at that moment.
     *
     * @param rules by which the values will be mapped
     * @param progress is told how far the scan is
     */
    static DataScan run(
            Connection mysql, SourceCatalog catalog, MappingRules rules, Scan scan, Consumer<String> progress)
            throws SQLException {
        List<ScannedTable> scanned = new ArrayList<>();
        List<DataFinding> findings = new ArrayList<>();
        if (scan.depth() != ScanDepth.NONE) {
            Set<TableId> selected =
                    catalog.tables().stream().map(CatalogTable::id).collect(Collectors.toSet());
            List<String> databases =
                    selected.stream().map(TableId::schema).distinct().sorted().toList();
            CharacterSets characterSets = CharacterSets.read(mysql, databases);
            for (CatalogTable table : catalog.tables()) {
                List<Question> questions = new Questions(table, selected, characterSets).all();
                OneTable one = new OneTable(mysql, table, questions, characterSets, rules, progress);
                scanned.add(one.scan(scan, findings));
            }
        }
        return new DataScan(scan.depth(), scanned, findings);
    }

    /** The scan of one table. */
    private record OneTable(
            Connection mysql,
            CatalogTable table,
            List<Question> questions,
            CharacterSets characterSets,
            MappingRules rules,
            Consumer<String> progress) {

        /** A table that MySQL does not let us scan is no reason to throw the others' scans away. */
        ScannedTable scan(Scan scan, List<DataFinding> findings) throws SQLException {
            try {
                return scanned(scan, findings);
            } catch (SQLException e) {
                if (!mysql.isValid(10)) {
                    throw e;
                }
                progress.accept("%s: not scanned: %s".formatted(table.id(), e.getMessage()));
                return new ScannedTable(table.id(), 0, "none: " + e.getMessage(), false);
            }
        }

        private ScannedTable scanned(Scan scan, List<DataFinding> findings) throws SQLException {
            TableScan tableScan = new TableScan(mysql, table, questions);
            boolean all = scan.depth() == ScanDepth.FULL || table.facts().estimatedRows() <= 3L * scan.sampleRows();
            Portion portion = all ? Portion.all(table) : Portion.sample(mysql, table, scan.sampleRows());
            TableScan.Counts counts = all ? tableScan.countAll(progress) : tableScan.count(portion);
            progress.accept("%s: %s scanned".formatted(table.id(), Texts.count(counts.rows(), "row", "rows")));
            List<DataFinding> ofTable = findings(tableScan, portion, counts);
            findings.addAll(ofTable);
            findings.addAll(
                    new CollisionScan(mysql, table, characterSets).run(portion, column -> settled(column, ofTable)));
            return new ScannedTable(table.id(), counts.rows(), portion.reach().label(), all);
        }

        private List<DataFinding> findings(TableScan tableScan, Portion portion, TableScan.Counts counts)
                throws SQLException {
            List<DataFinding> findings = new ArrayList<>();
            TableJudge judge = new TableJudge(table, rules);
            for (int i = 0; i < questions.size(); i++) {
                Question question = questions.get(i);
                long yes = counts.yes()[i];
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
                Optional<Settlement> settlement =
                        finding.settlement().filter(choice -> choice.column().equals(column));
                if (settlement.isPresent()) {
                    policies = policies.overriddenBy(Policies.of(
                            settlement.get().policy(), settlement.get().choice()));
                }
            }
            return policies;
        }
    }

    long rows() {
        return tables.stream().mapToLong(ScannedTable::rows).sum();
    }
}
