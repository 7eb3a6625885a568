package io.sluice.cli.status;

import java.util.List;

/**
 * What a pipeline is doing and how far each table is.
 *
 * @param reason why it failed, or what it waits for; else empty
 */
public record PipelineStatus(String pipeline, Phase phase, String reason, List<TableStatus> tables, long deadLetters) {

    public PipelineStatus {
        tables = List.copyOf(tables);
    }

    public PipelineStatus with(Phase newPhase, String newReason) {
        return new PipelineStatus(pipeline, newPhase, newReason, tables, deadLetters);
    }

    public long rows() {
        return tables.stream().mapToLong(TableStatus::rows).sum();
    }

    public long changes() {
        return tables.stream().mapToLong(TableStatus::changes).sum();
    }
}
