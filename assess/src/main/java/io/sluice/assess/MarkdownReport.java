package io.sluice.assess;

import io.sluice.assess.Report.Block;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as Markdown. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String text(Report report) {
        return "# " + escaped(report.title()) + "\n\n"
                + report.blocks().stream().map(MarkdownReport::text).collect(Collectors.joining("\n\n")) + "\n";
    }

    private static String text(Block block) {
        if (block instanceof Block.Heading heading) {
            return "#".repeat(heading.level()) + " " + escaped(heading.text());
        }
        if (block instanceof Block.Verdict verdict) {
            return "**" + escaped(verdict.text()) + "**";
        }
        if (block instanceof Block.Bullets bullets) {
            return bullets.items().stream().map(item -> "- " + escaped(item)).collect(Collectors.joining("\n"));
        }
        return block instanceof Block.Table table ? text(table) : escaped(((Block.Paragraph) block).text());
    }

    private static String text(Block.Table table) {
        String rule = table.heads().stream().map(head -> "---").collect(Collectors.joining(" | ", "| ", " |"));
        return row(table.heads()) + "\n" + rule
                + table.rows().stream().map(row -> "\n" + row(row)).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Names and values come from the database and must not turn into markup. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*<>|#\\[\\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\$0")
                .replaceAll("\\R|\\p{Cntrl}", " ");
    }
}
