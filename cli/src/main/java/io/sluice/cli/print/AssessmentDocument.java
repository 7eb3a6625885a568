package io.sluice.cli.print;

import io.sluice.assess.Assessment;
import io.sluice.assess.Check;
import io.sluice.assess.DataFinding;
import io.sluice.assess.Growth;
import io.sluice.assess.PolicyProposal;
import io.sluice.assess.ScannedTable;
import io.sluice.assess.Severity;
import io.sluice.assess.SourceObjects;
import io.sluice.assess.Suggestion;
import io.sluice.assess.TableFigures;
import io.sluice.schema.plan.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON document that {@code sluice assess --json} prints; durations are in seconds.
 *
 * @param notVisible the kinds in {@code others} of which MySQL does not show all to the account
 */
public record AssessmentDocument(
        String pipeline,
        String at,
        String verdict,
        long blockers,
        long warnings,
        long notices,
        List<Check> checks,
        List<Table> tables,
        Map<String, List<String>> others,
        List<String> notVisible,
        Growth growth,
        String scan,
        List<Found> data,
        List<Suggested> suggestions,
        List<Finding> schema,
        long shortestSeconds,
        long longestSeconds,
        List<String> assumptions) {

    public record Table(
            String name,
            String engine,
            long rows,
            long dataBytes,
            long indexBytes,
            String identity,
            long rowsScanned,
            boolean scannedCompletely,
            List<Column> columns) {}

    public record Column(String name, String mysql, String target, String postgresql) {}

    /**
     * @param policies the policies that settle the finding, by their names in {@code pipeline.yaml}; empty if none does
     */
    public record Found(
            String topic,
            String table,
            String object,
            Severity severity,
            long count,
            List<String> examples,
            String consequence,
            String action,
            Map<String, String> policies) {}

    /**
     * A type that suits the values of a column better than the preset one.
     *
     * @param values how many were seen
     * @param complete whether these are all
     */
    public record Suggested(
            String object, Map<String, String> policies, String reason, long values, boolean complete) {}

    public static AssessmentDocument of(Assessment assessment) {
        return new AssessmentDocument(
                assessment.pipeline(),
                assessment.at().toString(),
                assessment.verdict().name(),
                assessment.count(Severity.BLOCKER),
                assessment.count(Severity.WARNING),
                assessment.count(Severity.NOTICE),
                assessment.checks(),
                assessment.inventory().tables().stream()
                        .map(table -> table(assessment, table))
                        .toList(),
                assessment.inventory().others().stream()
                        .collect(Collectors.toMap(SourceObjects::kind, SourceObjects::names)),
                assessment.inventory().others().stream()
                        .filter(objects -> objects.visibility() == SourceObjects.Visibility.HIDDEN)
                        .map(SourceObjects::kind)
                        .toList(),
                assessment.growth(),
                assessment.data().depth().name(),
                assessment.data().findings().stream()
                        .map(AssessmentDocument::found)
                        .toList(),
                assessment.data().suggestions().stream()
                        .map(AssessmentDocument::suggested)
                        .toList(),
                assessment.schema(),
                assessment.estimate().shortest().toSeconds(),
                assessment.estimate().longest().toSeconds(),
                assessment.estimate().assumptions());
    }

    private static Table table(Assessment assessment, TableFigures table) {
        List<ScannedTable> scanned = assessment.data().tables().stream()
                .filter(candidate -> candidate.id().equals(table.id()))
                .toList();
        return new Table(
                table.id().toString(),
                table.engine(),
                table.rows(),
                table.dataBytes(),
                table.indexBytes(),
                table.identity().name(),
                scanned.stream().mapToLong(ScannedTable::rows).sum(),
                scanned.stream().anyMatch(ScannedTable::complete),
                assessment.mapping().stream()
                        .filter(column -> column.source().equals(table.id()))
                        .map(column -> new Column(
                                column.column(),
                                column.sourceType(),
                                column.target() + "." + column.targetColumn(),
                                column.targetType()))
                        .toList());
    }

    private static Found found(DataFinding finding) {
        return new Found(
                finding.topic(),
                finding.table().toString(),
                finding.object(),
                finding.severity(),
                finding.count(),
                finding.examples(),
                finding.consequence(),
                finding.action(),
                finding.proposal().map(AssessmentDocument::policies).orElse(Map.of()));
    }

    private static Suggested suggested(Suggestion suggestion) {
        return new Suggested(
                suggestion.object(),
                policies(suggestion.proposal()),
                suggestion.proposal().reason(),
                suggestion.values(),
                suggestion.complete());
    }

    private static Map<String, String> policies(PolicyProposal proposal) {
        return Map.of(proposal.policy().id(), proposal.choice().id());
    }
}
