package io.sluice.cli.print;

import io.sluice.control.change.OpenChange;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a status that changes. A terminal is updated in place; elsewhere (a file, a build's log) one line is printed
 * whenever the phase changes and every ten seconds, and one whenever a server goes or comes, or a table stops or goes on.
 */
public final class LiveView {

    private static final int LINES_MAX = 22;
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    /**
     * Whether standard error is a terminal. The starting script says so, since a JVM cannot find it out on every JDK.
     */
    private final boolean terminal = Boolean.getBoolean("sluice.terminal");

    private int linesShown;
    private Phase phaseShown;
    private Map<String, String> hindrances = Map.of();
    private long lineShownNanos;
    private PipelineStatus last;

    public LiveView(PrintStream out) {
        this.out = out;
    }

    public synchronized void show(PipelineStatus status) {
        last = status;
        if (terminal) {
            redraw(fitting(StatusTable.lines(status)));
            return;
        }
        showHindrances(status);
        if (status.phase() != phaseShown || System.nanoTime() - lineShownNanos > LINE_EVERY_NANOS) {
            phaseShown = status.phase();
            lineShownNanos = System.nanoTime();
            out.printf(
                    "%s: %s%s%s, %,d rows copied, %,d changes applied, %d errors%n",
                    status.pipeline(),
                    status.phase(),
                    PaceText.of(status),
                    status.reason().isEmpty() ? "" : " (" + status.reason() + ")",
                    status.rows(),
                    status.changes(),
                    status.deadLetters());
        }
    }

    /** Prints what has come and what has gone since the last status of what keeps the pipeline from going on. */
    private void showHindrances(PipelineStatus status) {
        Map<String, String> now = new LinkedHashMap<>();
        status.away().forEach(absence -> now.put(absence.dependency().label() + " is back", absence.text()));
        status.stopped().forEach(table -> now.put(table.table() + " goes on", table.text()));
        status.schemaChanges().stream()
                .filter(OpenChange::awaitsDecision)
                .forEach(change ->
                        now.put(change.table() + " goes on after schema change " + change.id(), change.text()));
        now.forEach((end, text) -> {
            if (!hindrances.containsKey(end)) {
                out.println(status.pipeline() + ": " + text);
            }
        });
        hindrances.keySet().stream()
                .filter(end -> !now.containsKey(end))
                .forEach(end -> out.println(status.pipeline() + ": " + end));
        hindrances = now;
    }

    /** Prints a message that stays; the next status is drawn below it. */
    public synchronized void say(String message) {
        out.println(message);
        linesShown = 0;
    }

    public synchronized Optional<PipelineStatus> last() {
        return Optional.ofNullable(last);
    }

    /** The cursor cannot move up beyond the top of the screen, so the table is cut to a height that fits. */
    private static List<String> fitting(List<String> lines) {
        if (lines.size() <= LINES_MAX) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, LINES_MAX - 1));
        shown.add("… and %d more tables; 'sluice status' shows all".formatted(lines.size() - shown.size()));
        return shown;
    }

    private void redraw(List<String> lines) {
        StringBuilder screen = new StringBuilder();
        if (linesShown > 0) {
            screen.append("\u001b[").append(linesShown).append('A');
        }
        for (String line : lines) {
            screen.append(line).append("\u001b[K\n");
        }
        out.print(screen);
        out.flush();
        linesShown = lines.size();
    }
}
