package io.sluice.control.connect;

import java.util.List;
import java.util.Optional;

/** The state of a connector and its tasks, as Connect reports it. */
public record ConnectorStatus(State connector, String trace, List<Task> tasks) {

    /** Connect's states. */
    public enum State {
        UNASSIGNED,
        RUNNING,
        PAUSED,
        STOPPED,
        RESTARTING,
        FAILED,
        DESTROYED;

        static State of(String text) {
            return valueOf(text);
        }
    }

    /** @param trace the stack trace of a failed task, else empty */
    public record Task(int id, State state, String trace) {}

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /** Whether all tasks are in this state and there is at least one. */
    public boolean all(State state) {
        return !tasks.isEmpty() && tasks.stream().allMatch(task -> task.state() == state);
    }

    /** Whether somebody has paused or stopped the connector. */
    public boolean held() {
        return connector == State.PAUSED || connector == State.STOPPED;
    }

    /** Whether it is paused or stopped, and no task works any more. */
    public boolean resting() {
        return held() && tasks.stream().allMatch(task -> task.state() == State.PAUSED || task.state() == State.FAILED);
    }

    /** Why the connector or one of its tasks failed: the innermost cause that the trace names. */
    public Optional<String> failure() {
        if (connector == State.FAILED) {
            return Optional.of(reason(trace));
        }
        return tasks.stream()
                .filter(task -> task.state() == State.FAILED)
                .map(task -> reason(task.trace()))
                .findFirst();
    }

    private static String reason(String trace) {
        String last = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> trace.lines().findFirst().orElse("no reason given"));
        return last.replaceFirst("^Caused by: ", "").replaceFirst("^[\\w.$]+(Exception|Error): ", "");
    }
}
