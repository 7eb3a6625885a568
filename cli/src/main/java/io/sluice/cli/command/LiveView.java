package io.sluice.cli.command;

import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusTable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a status that changes: on a terminal in place, elsewhere (a file, a build's log) as one line whenever the phase
 * changes and every ten seconds.
 */
final class LiveView {

    private static final int LINES_MAX = 22;
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    /** Whether standard error is a terminal, which only the starting script can tell on every JDK. */
    private final boolean terminal = Boolean.getBoolean("sluice.terminal");

    private int linesShown;
    private Phase phaseShown;
    private long lineShownNanos;
    private PipelineStatus last;

    LiveView(PrintStream out) {
        this.out = out;
    }

    synchronized void show(PipelineStatus status) {
        last = status;
        if (terminal) {
            redraw(fitting(StatusTable.lines(status)));
        } else if (status.phase() != phaseShown || System.nanoTime() - lineShownNanos > LINE_EVERY_NANOS) {
            phaseShown = status.phase();
            lineShownNanos = System.nanoTime();
            out.printf(
                    "%s: %s%s, %,d rows copied, %,d changes applied, %d errors%n",
                    status.pipeline(),
                    status.phase(),
                    status.reason().isEmpty() ? "" : " (" + status.reason() + ")",
                    status.rows(),
                    status.changes(),
                    status.deadLetters());
        }
    }

    /** Prints a message that stays, above whatever is redrawn next. */
    synchronized void say(String message) {
        out.println(message);
        linesShown = 0;
    }

    synchronized Optional<PipelineStatus> last() {
        return Optional.ofNullable(last);
    }

    /** Going up in place works only for what the terminal shows at once. */
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
