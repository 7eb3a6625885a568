package io.sluice.cli.print;

import io.sluice.assess.FigureText;
import io.sluice.core.name.TableId;
import io.sluice.verify.Sample;
import io.sluice.verify.TableComparison;
import io.sluice.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verification as text: one line for each table, then the rows that differ, then what else is not equal and what to do
 * about it, then the totals.
 */
public final class VerificationText {

    private static final String ROW = "%-34s %12s %12s %12s";
    private static final int VALUE_CHARS_MAX = 60;

    private VerificationText() {}

    public static List<String> lines(Verification verification) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("table", "MySQL rows", "PostgreSQL", "differences"));
        verification
                .tables()
                .forEach(table -> lines.add(row(table, verification.letters().of(table.source()))));
        verification.onlyInTarget().forEach(table -> lines.add(onlyInTarget(table)));
        for (TableComparison table : verification.tables()) {
            if (!table.samples().isEmpty()) {
                lines.add("");
                lines.add(heading(table));
                table.samples().forEach(sample -> lines.addAll(sample(sample)));
            }
        }
        List<String> reasons = VerificationReasons.of(verification);
        if (!reasons.isEmpty()) {
            lines.add("");
            lines.addAll(reasons);
        }
        lines.add("");
        lines.add(sum(verification));
        return lines;
    }

    private static String row(TableComparison table, long letters) {
        String line = ROW.formatted(
                table.source(),
                "%,d".formatted(table.sourceRows()),
                "%,d".formatted(table.targetRows()),
                "%,d".formatted(table.differences()));
        return line
                + remark(table.unsettled(), "changed too often to be compared")
                + remark(table.setAside(), "set aside by policy")
                + remark(letters, letters == 1 ? "dead letter" : "dead letters");
    }

    private static String onlyInTarget(TableId table) {
        return ROW.formatted(table, "-", "", "") + "  (only in PostgreSQL)";
    }

    private static String remark(long rows, String what) {
        return rows == 0 ? "" : "  (%,d %s)".formatted(rows, what);
    }

    private static String heading(TableComparison table) {
        return table.samples().size() < table.differences()
                ? "%s, %d of %,d differences:"
                        .formatted(table.source(), table.samples().size(), table.differences())
                : "%s:".formatted(table.source());
    }

    private static List<String> sample(Sample sample) {
        List<String> lines = new ArrayList<>();
        String reason = sample.reason().isEmpty() ? "" : " (" + sample.reason() + ")";
        String row = sample.key().isEmpty()
                ? values(sample.source().or(sample::target).orElseThrow())
                : values(sample.key());
        lines.add("  " + row + ": " + kind(sample) + reason);
        for (String column : sample.columns()) {
            lines.add("    %s: %s in MySQL, %s in PostgreSQL"
                    .formatted(
                            column,
                            value(sample.source().orElseThrow().get(column)),
                            value(sample.target().orElseThrow().get(column))));
        }
        if (sample.columns().isEmpty() && !sample.key().isEmpty()) {
            lines.add("    " + values(sample.source().or(sample::target).orElseThrow()));
        }
        return lines;
    }

    private static String kind(Sample sample) {
        return switch (sample.kind()) {
            case CHANGED -> "differs";
            case MISSING -> "missing in PostgreSQL";
            case EXTRA -> "in PostgreSQL only";
        };
    }

    private static String values(Map<String, String> row) {
        return row.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String value(String text) {
        if (text == null) {
            return "NULL";
        }
        String line = text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
        return "'" + line.replace("\n", "\\n") + "'";
    }

    private static String sum(Verification verification) {
        if (verification.equal()) {
            return "%s: equal: %s, %s"
                    .formatted(
                            verification.pipeline(),
                            FigureText.count(verification.tables().size(), "table", "tables"),
                            FigureText.count(
                                    verification.tables().stream()
                                            .mapToLong(TableComparison::sourceRows)
                                            .sum(),
                                    "row",
                                    "rows"));
        }
        return verification.pipeline() + ": not equal: "
                + Stream.of(
                                some(verification.differences(), "difference", "differences"),
                                some(verification.unsettled(), "row unsettled", "rows unsettled"),
                                some(verification.setAside(), "row set aside by policy", "rows set aside by policy"),
                                some(verification.letters().total(), "dead letter", "dead letters"),
                                some(
                                        verification.onlyInTarget().size(),
                                        "table only in PostgreSQL",
                                        "tables only in PostgreSQL"))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
    }

    private static Optional<String> some(long count, String one, String many) {
        return count == 0 ? Optional.empty() : Optional.of(FigureText.count(count, one, many));
    }
}
