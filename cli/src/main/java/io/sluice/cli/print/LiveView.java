package io.sluice.cli.print;

import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a status that changes. A terminal is updated in place; elsewhere (a file, a build's log) one line is printed
 * whenever the phase changes and every ten seconds.
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
    private long lineShownNanos;
    private PipelineStatus last;

    public LiveView(PrintStream out) {
        this.out = out;
    }

    public synchronized void show(PipelineStatus status) {
        last = status;
        if (terminal) {
            redraw(fitting(StatusTable.lines(status)));
        } else if (status.phase() != phaseShown || System.nanoTime() - lineShownNanos > LINE_EVERY_NANOS) {
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
