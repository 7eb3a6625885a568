package io.sluice.cli.print;

import io.sluice.assess.FigureText;
import io.sluice.control.status.LetterReason;
import io.sluice.control.status.LoadStatus;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.PolicyCount;
import io.sluice.control.status.TableStatus;
import java.util.ArrayList;
import java.util.List;

/** A status as text: one line for the pipeline, a header, and one line for each table. */
public final class StatusTable {

    private static final int BAR_WIDTH = 20;
    private static final String ROW = "%-34s %12s  %-" + (BAR_WIDTH + 2) + "s %10s %9s %7s";

    private static final String POLICY = "%-34s %-28s %12s";
    private static final String LETTERS = "%-34s %12s  %s";

    /** As many loads are under way at once at most, one for each of their readers. */
    private static final int LOADS_MAX = 8;

    private StatusTable() {}

    public static List<String> lines(PipelineStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s%s%s".formatted(status.pipeline(), status.phase(), PaceText.of(status), reason(status)));
        status.stopped().forEach(table -> lines.add("  " + table.text()));
        status.schemaChanges().forEach(change -> lines.add("  " + change.text()));
        status.away().forEach(absence -> lines.add("  " + absence.text()));
        status.loads().stream()
                .filter(load -> load.ranges() > 0)
                .limit(LOADS_MAX)
                .forEach(load -> lines.add(load(load)));
        if (status.phase() == Phase.LOADING && status.toReplay() > 0) {
            lines.add("  %,d changes made meanwhile are to be replayed".formatted(status.toReplay()));
        }
        lines.add(ROW.formatted("table", "rows", "loaded", "changes", "lag ms", "errors"));
        for (TableStatus table : status.tables()) {
            lines.add(ROW.formatted(
                    shortened(table.source()),
                    "%,d".formatted(table.rows()),
                    bar(table, status.copied()),
                    "%,d".formatted(table.changes()),
                    table.changes() == 0 ? "-" : "%,d".formatted(table.lagMillis()),
                    table.errors()));
        }
        return lines;
    }

    /** The open dead letters by table and reason: a header and a line for each; empty if there are none. */
    public static List<String> letters(PipelineStatus status) {
        if (status.letters().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(LETTERS.formatted("open dead letters of", "count", "reason"));
        for (LetterReason letters : status.letters()) {
            lines.add(LETTERS.formatted(
                    shortened(letters.table()),
                    "%,d".formatted(letters.count()),
                    letters.reasonClass() + ": " + letters.reason()));
        }
        return lines;
    }

    /**
     * What policies did to values: a header and one line for each column and policy; empty if they did nothing. Only the
     * JSON form says where in MySQL's log the values are.
     */
    public static List<String> policies(PipelineStatus status) {
        if (status.policies().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(POLICY.formatted("column", "policy", "values"));
        for (PolicyCount count : status.policies()) {
            lines.add(POLICY.formatted(
                    shortened(count.table() + "." + count.column()),
                    count.policy() + ": " + count.choice(),
                    "%,d".formatted(count.count())));
        }
        return lines;
    }

    private static String load(LoadStatus load) {
        int underWay = load.ranges() - load.rangesDone();
        String rest = underWay > 0 ? underWay + " under way" : "rows that MySQL lacks are being removed";
        return "  %s of %s: %,d rows, %s, in %,d chunks; %s"
                .formatted(
                        load.reload() ? "reload" : "load",
                        load.table(),
                        load.rows(),
                        FigureText.bytes(load.bytes()),
                        load.chunks(),
                        rest);
    }

    private static String reason(PipelineStatus status) {
        return status.reason().isEmpty() ? "" : " (" + status.reason() + ")";
    }

    /** The source's row count is an estimate, so only the end of the load fills the bar. */
    private static String bar(TableStatus table, boolean copied) {
        double share = copied ? 1 : Math.min(0.99, (double) table.rows() / Math.max(1, table.sourceRows()));
        int full = (int) Math.round(share * BAR_WIDTH);
        return "[" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "]";
    }

    private static String shortened(String name) {
        return name.length() <= 34 ? name : name.substring(0, 33) + "…";
    }
}
