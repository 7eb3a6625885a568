package io.sluice.control.letter;

import io.sluice.control.topic.TableTopics;
import io.sluice.control.topic.TopicReader;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.LetterStage;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.core.wire.Topics;
import io.sluice.standalone.RunningPipeline;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dead letters of a pipeline for a person: to be looked at and discarded. What was written of late is read first, if Kafka
 * can be asked, which in standalone mode only runs with the pipeline. Not thread-safe.
 */
public final class Letters implements AutoCloseable {

    private final Pipeline pipeline;
    private final Optional<Servers> servers;
    private final LetterLedger ledger;
    private final TableTopics tables;

    private Letters(Pipeline pipeline, Optional<Servers> servers) {
        this.pipeline = pipeline;
        this.servers = servers;
        this.ledger = new LetterLedger(pipeline);
        this.tables = new TableTopics(pipeline, pipeline.rules(), List.of());
    }

    /** @throws org.apache.kafka.common.KafkaException if the user's own Kafka cannot be reached */
    public static Letters open(Pipeline pipeline) throws SQLException, InterruptedException {
        Optional<Servers> servers = pipeline.servers()
                .or(() -> RunningPipeline.find(pipeline.dataDirectory()).map(RunningPipeline::servers));
        Letters letters = new Letters(pipeline, servers);
        if (servers.isPresent()) {
            try (LetterReading reading =
                    new LetterReading(pipeline, servers.get().kafka(), letters.ledger)) {
                reading.readOn();
            }
        }
        return letters;
    }

    /**
     * The topics of a table's letters.
     *
     * @throws SluiceException if the pipeline cannot have the table
     */
    public static Set<String> topics(Pipeline pipeline, TableId table) {
        if (!pipeline.tables().databases().contains(table.schema())) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "this pipeline migrates no table " + table + "; name it as MySQL does: DATABASE.TABLE");
        }
        Topics topics = pipeline.topics();
        return Set.of(topics.raw(table), topics.output(pipeline.rules().target(table)));
    }

    /** The open letters of a selection, by their numbers. */
    public List<TrackedLetter> open(LetterSelection selection) throws SQLException {
        return ledger.openOf(selection);
    }

    /**
     * A letter, whatever has become of it.
     *
     * @throws SluiceException if there is none
     */
    public TrackedLetter letter(long number) throws SQLException {
        return ledger.numbered(List.of(number)).stream().findFirst().orElseThrow(() -> unknown(number));
    }

    /** The table of a letter by its name in MySQL; its topic's name if it is not known. */
    public String table(DeadLetter letter) {
        tables.learn(List.of(letter.origin().topic()));
        return tables.name(letter.origin().topic());
    }

    /** What could not be carried over; empty if Kafka does not run, or does not have the letter any more. */
    public Optional<LetterOriginal> original(DeadLetter letter) {
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        var registry = new HttpSchemaRegistry(servers.get().registry());
        try (TopicReader topic =
                new TopicReader(servers.get().kafka(), pipeline.topics().deadLetters(), letter.number())) {
            return topic.first()
                    .filter(record -> record.offset() == letter.number())
                    .map(record -> LetterOriginal.of(
                            letter,
                            Optional.ofNullable(
                                    letter.stage() == LetterStage.SINK
                                            ? record.key()
                                            : LetterLog.header(record, Headers.SOURCE_KEY)),
                            Optional.ofNullable(record.value()),
                            registry));
        }
    }

    /**
     * Discards open letters.
     *
     * @return how many
     * @throws SluiceException if one of the numbers is not that of an open letter; then none is discarded
     */
    public int discard(LetterSelection selection) throws SQLException {
        List<Long> numbers = numbers(requireOpen(selection, ledger));
        return ledger.move(numbers, LetterState.DISCARDED);
    }

    /** The open letters of a selection, each of whose numbers is to be one's. */
    static List<TrackedLetter> requireOpen(LetterSelection selection, LetterLedger ledger) throws SQLException {
        List<TrackedLetter> open = ledger.openOf(selection);
        if (selection.numbers().isPresent()) {
            Set<Long> missing = new HashSet<>(selection.numbers().get());
            missing.removeAll(numbers(open));
            for (long number : missing) {
                throw closed(number, ledger);
            }
        }
        return open;
    }

    private static SluiceException closed(long number, LetterLedger ledger) throws SQLException {
        return ledger.numbered(List.of(number)).stream()
                .findFirst()
                .map(letter -> new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "dead letter " + number + " is " + letter.state() + "; name open ones, which 'list' shows"))
                .orElseGet(() -> unknown(number));
    }

    private static SluiceException unknown(long number) {
        return new SluiceException(
                ExitCode.WRONG_USAGE, "there is no dead letter " + number + "; 'list' shows those that are open");
    }

    private static List<Long> numbers(List<TrackedLetter> letters) {
        return letters.stream().map(letter -> letter.letter().number()).toList();
    }

    @Override
    public void close() throws SQLException {
        ledger.close();
    }
}
