package io.sluice.control.run;

import io.sluice.control.letter.LetterLedger;
import io.sluice.control.letter.LetterReading;
import io.sluice.control.letter.LetterReplay;
import io.sluice.control.letter.LetterSelection;
import io.sluice.control.letter.ReplayedTable;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;

/** Brings the rows of dead letters anew from MySQL while the pipeline streams. */
public final class ReplayRun {

    private final Pipeline pipeline;
    private final Optional<TableId> table;
    private final List<Long> numbers;

    /**
     * @param table whose open letters are meant, as in MySQL; empty for any
     * @param numbers of open letters; none for all of them
     */
    public ReplayRun(Pipeline pipeline, Optional<TableId> table, List<Long> numbers) {
        this.pipeline = pipeline;
        this.table = table;
        this.numbers = List.copyOf(numbers);
    }

    /**
     * Returns when the rows have arrived, or have become dead letters again.
     *
     * @throws SluiceException if the pipeline does not run or does not have the table, a table is stopped, or a letter is not
     *     open
     * @throws Exception what keeps the replay from going on
     */
    public List<ReplayedTable> run() throws Exception {
        Preparation preparation = Preparation.of(pipeline);
        preparation.requireTables(table.stream().toList());
        preparation.tables().requireComplete();
        return WhileStreaming.run(pipeline, preparation, "replay", (source, loading, fence) -> {
            try (LetterLedger ledger = new LetterLedger(pipeline);
                    LetterReading reading = new LetterReading(pipeline, source.kafka(), ledger)) {
                LetterReplay replay = new LetterReplay(source, fence, ledger, reading);
                LetterSelection selection = new LetterSelection(
                        table.map(replay::topics), numbers.isEmpty() ? Optional.empty() : Optional.of(numbers));
                return replay.replay(selection);
            }
        });
    }
}
