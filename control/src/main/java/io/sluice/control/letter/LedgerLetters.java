package io.sluice.control.letter;

import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Topics;
import io.sluice.verify.LetterKeys;
import io.sluice.verify.LetterTally;
import io.sluice.verify.OpenLetters;
import io.sluice.verify.TablePair;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InterruptException;

/** The open letters of the ledger, for a verification. Thread-safe. */
public final class LedgerLetters implements OpenLetters {

    private final LetterLedger ledger;
    private final Reading reading;
    private final Map<TableId, Set<String>> topics;

    /** Brings the ledger up to date. */
    @FunctionalInterface
    public interface Reading {
        void readOn() throws SQLException, InterruptedException;
    }

    /** @param reading does nothing where there is no Kafka to read from */
    public LedgerLetters(Pipeline pipeline, List<TablePair> tables, LetterLedger ledger, Reading reading) {
        Topics names = pipeline.topics();
        this.ledger = ledger;
        this.reading = reading;
        this.topics = tables.stream()
                .collect(Collectors.toMap(
                        pair -> pair.source().id(),
                        pair -> Set.of(
                                names.raw(pair.source().id()),
                                names.output(pair.target().id()))));
    }

    @Override
    public synchronized LetterKeys of(TableId table) throws SQLException {
        readOn();
        return ledger.keys(topics.get(table));
    }

    @Override
    public synchronized void settle(TableId table, LetterKeys arrived) throws SQLException {
        ledger.moveRows(topics.get(table), arrived, LetterState.SETTLED);
    }

    @Override
    public synchronized LetterTally tally() throws SQLException {
        readOn();
        Map<String, Long> open = new HashMap<>();
        ledger.open().forEach(count -> open.merge(count.topic(), count.count(), Long::sum));
        long total = open.values().stream().mapToLong(Long::longValue).sum();
        return LetterTally.of(
                total,
                topics.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), table -> topics.get(table).stream()
                                .mapToLong(topic -> open.getOrDefault(topic, 0L))
                                .sum())));
    }

    private void readOn() throws SQLException {
        try {
            reading.readOn();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
