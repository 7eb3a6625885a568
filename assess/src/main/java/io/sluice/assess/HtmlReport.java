package io.sluice.assess;

import io.sluice.assess.Report.Block;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as one HTML file that needs no other, on a screen and on paper. */
final class HtmlReport {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 70em; margin: 2em auto; padding: 0 1em; }
            h1 { line-height: 1.2; }
            h2 { margin-top: 2em; border-bottom: 1px solid #ccc; }
            table { border-collapse: collapse; width: 100%%; margin: 1em 0; font-size: 14px; }
            th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            th { background: #f2f2f2; }
            .verdict { font-size: 1.3em; font-weight: bold; padding: .6em .8em; border-left: .4em solid; background: #f7f7f7; }
            .ok, .notice { border-color: #2a7d2a; }
            .warning { border-color: #b36b00; }
            .blocker { border-color: #b00020; }
            @media print { body { margin: 0; max-width: none; font-size: 11pt; } table { font-size: 9pt; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s
            </body>
            </html>
            """;

    private HtmlReport() {}

    static String text(Report report) {
        return PAGE.formatted(
                escaped(report.title()),
                report.blocks().stream().map(HtmlReport::text).collect(Collectors.joining("\n")));
    }

    private static String text(Block block) {
        if (block instanceof Block.Heading heading) {
            return element("h" + heading.level(), escaped(heading.text()));
        }
        if (block instanceof Block.Verdict verdict) {
            return "<p class=\"verdict " + verdict.severity().label() + "\">" + escaped(verdict.text()) + "</p>";
        }
        if (block instanceof Block.Bullets bullets) {
            return element("ul", elements("li", bullets.items()));
        }
        return block instanceof Block.Table table
                ? text(table)
                : element("p", escaped(((Block.Paragraph) block).text()));
    }

    private static String text(Block.Table table) {
        String rows = table.rows().stream()
                .map(row -> element("tr", elements("td", row)))
                .collect(Collectors.joining("\n"));
        return element(
                "table", element("thead", element("tr", elements("th", table.heads()))) + element("tbody", rows));
    }

    private static String elements(String name, List<String> texts) {
        return texts.stream().map(text -> element(name, escaped(text))).collect(Collectors.joining());
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
