package io.sluice.assess;

import io.sluice.assess.Report.Block;
import io.sluice.assess.Report.Block.Bullets;
import io.sluice.assess.Report.Block.Heading;
import io.sluice.assess.Report.Block.Paragraph;
import io.sluice.assess.Report.Block.Table;
import io.sluice.core.name.TableId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts an assessment into words: the verdict first, then what has to be decided, then figures, then every table. */
final class ReportText {

    private final Assessment assessment;

    ReportText(Assessment assessment) {
        this.assessment = assessment;
    }

    Report report() {
        List<Block> blocks = new ArrayList<>();
        blocks.addAll(verdict());
        blocks.addAll(figures());
        for (Severity severity : List.of(Severity.BLOCKER, Severity.WARNING, Severity.NOTICE)) {
            blocks.addAll(findings(severity));
        }
        blocks.addAll(suggestions());
        blocks.addAll(checks());
        blocks.addAll(scanned());
        blocks.addAll(tables());
        return new Report("Migration of " + assessment.pipeline() + " to PostgreSQL: assessment", blocks);
    }

    private List<Block> verdict() {
        Severity worst =
                switch (assessment.verdict()) {
                    case READY -> Severity.OK;
                    case DECISIONS -> Severity.WARNING;
                    case BLOCKED -> Severity.BLOCKER;
                };
        List<String> decisions = assessment.data().findings().stream()
                .filter(finding -> finding.severity().compareTo(Severity.WARNING) >= 0)
                .map(finding -> finding.object() + ": " + finding.seen() + ". " + sentence(finding.action()))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Verdict(worst, assessment.verdict().sentence()));
        blocks.add(new Paragraph("Assessed at " + assessment.at().truncatedTo(ChronoUnit.SECONDS) + ": "
                + FigureText.count(assessment.count(Severity.BLOCKER), "thing blocks", "things block") + ", "
                + FigureText.count(assessment.count(Severity.WARNING), "warning", "warnings") + ", "
                + FigureText.count(assessment.count(Severity.NOTICE), "notice", "notices") + ". Estimated duration: "
                + assessment.estimate().text() + ", while MySQL stays in use."));
        if (!decisions.isEmpty()) {
            blocks.add(new Heading(2, "What has to be decided"));
            blocks.add(new Bullets(decisions));
        }
        return blocks;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private List<Block> figures() {
        Inventory inventory = assessment.inventory();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Tables", FigureText.count(inventory.tables().size())));
        rows.add(List.of("Rows, estimated", FigureText.count(inventory.rows())));
        rows.add(List.of("Data", FigureText.bytes(inventory.dataBytes())));
        rows.add(List.of("Indexes", FigureText.bytes(inventory.indexBytes())));
        inventory
                .others()
                .forEach(objects -> rows.add(List.of(
                        sentenceCase(objects.kind()),
                        objects.names().isEmpty()
                                ? objects.count()
                                : objects.count() + ": " + FigureText.names(objects.names()))));
        rows.addAll(growth());
        return List.of(
                new Heading(2, "Figures"),
                new Table(List.of("What", "How much"), rows),
                new Heading(3, "Duration: " + assessment.estimate().text()),
                new Bullets(assessment.estimate().assumptions()));
    }

    private static String sentenceCase(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private List<List<String>> growth() {
        Growth growth = assessment.growth();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Rows changed, whole server", growth.text()));
        if (growth.logBytes() != Growth.UNKNOWN) {
            rows.add(List.of("Binary log kept", FigureText.bytes(growth.logBytes())));
        }
        if (growth.loggedBytes() != Growth.UNKNOWN) {
            rows.add(List.of(
                    "Binary log written",
                    FigureText.bytes(growth.loggedBytes()) + " in the "
                            + FigureText.duration(Duration.ofSeconds(growth.measuredSeconds()))
                            + " of this assessment"));
        }
        return rows;
    }

    private List<Block> findings(Severity severity) {
        List<List<String>> rows = new ArrayList<>();
        assessment.checks().stream()
                .filter(check -> check.severity() == severity)
                .forEach(check -> rows.add(List.of(check.subject(), check.found(), check.action())));
        assessment.data().findings().stream()
                .filter(finding -> finding.severity() == severity)
                .forEach(finding -> rows.add(
                        List.of(finding.object(), finding.counted() + ": " + finding.consequence(), finding.action())));
        assessment.schema().stream()
                .filter(finding -> Assessment.severity(finding) == severity)
                .forEach(finding -> rows.add(List.of(finding.object(), finding.reason(), finding.action())));
        if (rows.isEmpty()) {
            return List.of();
        }
        String title =
                switch (severity) {
                    case BLOCKER -> "What blocks";
                    case WARNING -> "Warnings";
                    case NOTICE -> "Notices";
                    case OK -> "As it should be";
                };
        return List.of(new Heading(2, title), new Table(List.of("Where", "What", "What to do"), rows));
    }

    private List<Block> suggestions() {
        List<List<String>> rows = assessment.data().suggestions().stream()
                .map(suggestion -> List.of(
                        suggestion.object(),
                        suggestion.proposal().policy().id() + ": "
                                + suggestion.proposal().choice().id(),
                        suggestion.reason()))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(
                        new Heading(2, "Types that would suit better"),
                        new Paragraph(
                                "Every value arrives either way. These policies choose the types that most want; a value"
                                        + " that comes later and does not fit becomes a dead letter."),
                        new Table(List.of("Column", "Policy", "Why"), rows));
    }

    private List<Block> checks() {
        List<List<String>> rows = assessment.checks().stream()
                .map(check -> List.of(check.subject(), check.severity().label(), check.found()))
                .toList();
        return List.of(new Heading(2, "Servers"), new Table(List.of("What", "Judged", "Found"), rows));
    }

    private List<Block> scanned() {
        DataScan data = assessment.data();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(2, "What of the data was looked at"));
        blocks.add(new Paragraph(
                switch (data.depth()) {
                    case NONE -> "Nothing: values that PostgreSQL cannot hold are not known. --scan full counts them.";
                    case SAMPLE ->
                        "A sample: " + FigureText.count(data.rows(), "row", "rows")
                                + ". What others hold is not known; --scan full counts all.";
                    case FULL ->
                        "All " + FigureText.count(data.rows(), "row", "rows")
                                + ", each table as it was when it was read.";
                }));
        if (!data.tables().isEmpty()) {
            blocks.add(new Table(
                    List.of("Table", "Rows read", "Which"),
                    data.tables().stream()
                            .map(table -> List.of(table.id().toString(), FigureText.count(table.rows()), table.reach()))
                            .toList()));
        }
        return blocks;
    }

    private List<Block> tables() {
        Map<TableId, List<MappedColumn>> columns =
                assessment.mapping().stream().collect(Collectors.groupingBy(MappedColumn::source));
        Map<TableId, TableFigures> figures = assessment.inventory().tables().stream()
                .collect(Collectors.toMap(TableFigures::id, Function.identity()));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(2, "Every table, the largest first"));
        figures.values().stream()
                .sorted(Comparator.comparingLong(TableFigures::dataBytes)
                        .reversed()
                        .thenComparing(TableFigures::id))
                .forEach(table -> blocks.addAll(table(table, columns.getOrDefault(table.id(), List.of()))));
        return blocks;
    }

    private static List<Block> table(TableFigures table, List<MappedColumn> columns) {
        return List.of(
                new Heading(3, table.id().toString()),
                new Paragraph("About %s, %s of data, %s of indexes, %s, %s."
                        .formatted(
                                FigureText.count(table.rows(), "row", "rows"),
                                FigureText.bytes(table.dataBytes()),
                                FigureText.bytes(table.indexBytes()),
                                table.engine(),
                                table.identity().label())),
                new Table(
                        List.of("Column", "MySQL", "PostgreSQL"),
                        columns.stream()
                                .map(column -> List.of(
                                        column.column().equals(column.targetColumn())
                                                ? column.column()
                                                : column.column() + " → " + column.targetColumn(),
                                        column.sourceType(),
                                        column.targetType()))
                                .toList()));
    }
}
