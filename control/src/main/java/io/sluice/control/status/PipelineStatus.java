package io.sluice.control.status;

import io.sluice.control.change.OpenChange;
import io.sluice.control.flood.StoppedTable;
import io.sluice.control.watch.Absence;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline is doing and how far each table is.
 *
 * @param reason why it failed, what it waits for, or the statement that PostgreSQL executes beside the rows; else empty
 * @param copied whether the load is done; once true it stays true in all later phases
 * @param pace how fast it goes on; {@link Pace#NONE} where no run measures it
 * @param loads the tables whose load or reload is not done
 * @param toReplay how many change events, made while the tables are loaded, are still to be replayed; about, and 0 in later
 *     phases
 * @param deadLetters how many are open
 * @param letters the same by table and reason
 * @param policies what they did to values, by column
 * @param stopped the tables that dead letters have stopped
 * @param schemaChanges with which something has yet to happen
 * @param away the servers and stages that it waits for
 */
public record PipelineStatus(
        String pipeline,
        Phase phase,
        String reason,
        boolean copied,
        Pace pace,
        List<TableStatus> tables,
        List<LoadStatus> loads,
        long toReplay,
        long deadLetters,
        List<LetterReason> letters,
        List<PolicyCount> policies,
        List<StoppedTable> stopped,
        List<OpenChange> schemaChanges,
        List<Absence> away) {

    public PipelineStatus {
        copied |= phase == Phase.INDEXING || phase == Phase.STREAMING;
        tables = List.copyOf(tables);
        // A status file that an earlier version wrote lacks what follows.
        pace = pace == null ? Pace.NONE : pace;
        loads = loads == null ? List.of() : List.copyOf(loads);
        letters = letters == null ? List.of() : List.copyOf(letters);
        policies = policies == null ? List.of() : List.copyOf(policies);
        stopped = stopped == null ? List.of() : List.copyOf(stopped);
        schemaChanges = schemaChanges == null ? List.of() : List.copyOf(schemaChanges);
        away = away == null ? List.of() : List.copyOf(away);
    }

    public PipelineStatus with(Phase newPhase, String newReason) {
        return with(newPhase, newReason, pace, away);
    }

    public PipelineStatus away(List<Absence> absences) {
        return with(phase, reason, pace, absences);
    }

    public PipelineStatus pace(Pace measured) {
        return with(phase, reason, measured, away);
    }

    private PipelineStatus with(Phase newPhase, String newReason, Pace measured, List<Absence> absences) {
        return new PipelineStatus(
                pipeline,
                newPhase,
                newReason,
                copied,
                measured,
                tables,
                loads,
                toReplay,
                deadLetters,
                letters,
                policies,
                stopped,
                schemaChanges,
                absences);
    }

    public long rows() {
        return tables.stream().mapToLong(TableStatus::rows).sum();
    }

    public long changes() {
        return tables.stream().mapToLong(TableStatus::changes).sum();
    }

    /** Why not all that is committed can arrive before a person does something; empty if it can. */
    public Optional<String> standstill() {
        return stopped.stream().map(StoppedTable::text).findFirst().or(() -> schemaChanges.stream()
                .filter(OpenChange::awaitsDecision)
                .map(OpenChange::text)
                .findFirst());
    }
}
