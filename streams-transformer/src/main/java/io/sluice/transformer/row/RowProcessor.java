package io.sluice.transformer.row;

import io.sluice.core.letter.ReasonClass;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.sequence.HighWaterMark;
import io.sluice.core.sequence.KeyColumn;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.PolicyUse;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.deadletter.DeadLetterRecords;
import io.sluice.transformer.decode.DebeziumDecoder;
import io.sluice.transformer.decode.DecodedRecord;
import io.sluice.transformer.decode.DecodedStatement;
import io.sluice.transformer.decode.UndecodableRecordException;
import io.sluice.transformer.flood.Floods;
import io.sluice.transformer.flood.LetterLimit;
import io.sluice.transformer.load.Loads;
import io.sluice.transformer.metrics.PolicyMetrics;
import io.sluice.transformer.metrics.TaskMetrics;
import io.sluice.transformer.policy.PolicyUses;
import io.sluice.transformer.sequence.HighWaterMarks;
import io.sluice.transformer.topic.KnownTopics;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputTopics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The transformer's main processor: decode, map, encode; a record for which one of these fails becomes a dead letter.
 */
public final class RowProcessor implements Processor<byte[], byte[], OutputRecord.Address, byte[]> {

    private static final Duration PUBLICATION_INTERVAL = Duration.ofSeconds(1);

    /**
     * The names of the stores of one source.
     *
     * @param marks of {@link HighWaterMark} by {@link KeyColumn}
     * @param policies of {@link PolicyUse} by what it counts
     * @param topics of ids of raw topics by their names
     * @param rules that follow from tables, by their names
     */
    public record Stores(String marks, String policies, String topics, String rules) {}

    private final TransformerConfig config;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;
    private final Floods floods;
    private final Loads loads;
    private final Stores stores;
    private final Set<TableId> leftOut;

    private ProcessorContext<OutputRecord.Address, byte[]> context;
    private CompiledTables tables;
    private RulesInForce rules;
    private TruncateRecords truncateRecords;
    private SchemaChangeRecords schemaChangeRecords;
    private DeadLetterRecords deadLetters;
    private HighWaterMarks marks;
    private TaskMetrics metrics;
    private PolicyMetrics policyMetrics;
    private PolicyUses policyUses;

    public RowProcessor(
            TransformerConfig config,
            SchemaRegistry registry,
            OutputTopics outputTopics,
            Floods floods,
            Loads loads,
            Stores stores) {
        this.config = config;
        this.registry = registry;
        this.outputTopics = outputTopics;
        this.floods = floods;
        this.loads = loads;
        this.stores = stores;
        this.leftOut = config.rules().leftOut();
    }

    /** Starts from the stores alone: Streams calls this again on the same object after a task was lost. */
    @Override
    public void init(ProcessorContext<OutputRecord.Address, byte[]> processorContext) {
        context = processorContext;
        Topics topics = config.topics();
        String task = processorContext.taskId().toString();
        metrics = new TaskMetrics(processorContext.metrics(), topics.pipeline(), task);
        marks = new HighWaterMarks(
                processorContext.getStateStore(stores.marks()), config.sequenceDistance(), this::sendMark);
        policyMetrics = new PolicyMetrics(processorContext.metrics(), topics.pipeline());
        policyUses = new PolicyUses(
                processorContext.getStateStore(stores.policies()), task, policyMetrics, this::sendPolicyUse);
        rules = new RulesInForce(config.rules(), processorContext.getStateStore(stores.rules()));
        tables = new CompiledTables(
                topics,
                rules,
                registry,
                outputTopics,
                new KnownTopics(processorContext.getStateStore(stores.topics()), outputTopics),
                marks,
                policyUses::listener);
        truncateRecords = new TruncateRecords(topics, config.rules(), registry, outputTopics);
        schemaChangeRecords = new SchemaChangeRecords(
                topics, config.rules(), config.sequenceDistance(), registry, outputTopics, loads);
        LetterLimit limit = new LetterLimit(
                config.deadLettersPerMinuteMax(), floods, this::sendAcceptance, processorContext::currentSystemTimeMs);
        deadLetters =
                new DeadLetterRecords(topics.deadLetters(), config.recordLimit(), config.onError(), limit, metrics);
        processorContext.schedule(PUBLICATION_INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> publish());
    }

    private void publish() {
        marks.sendChanged();
        policyUses.sendChanged();
        metrics.publish();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // Debezium's tombstone after a delete; the delete has already become a tombstone.
        }
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        if (origin.offset() < loads.beginning(origin.topic())) {
            return;
        }
        metrics.read();
        Optional<SourcePosition> position = Optional.empty();
        Optional<TableId> table = Optional.empty();
        try {
            if (tables.isStatement(record.value())) {
                follow(record, tables.statement(record.value()), origin);
                return;
            }
            DebeziumDecoder decoder = tables.decoder(record.value());
            if (record.headers().lastHeader(Headers.ORIGINAL_BYTES) != null) {
                position = Optional.of(decoder.origin(record.value()).position());
                table = Optional.of(decoder.table(record.value()));
                throw tooLarge("the row");
            }
            DecodedRecord decoded = decoder.decode(record.value());
            position = Optional.of(decoded.event().origin().position());
            table = Optional.of(decoded.table());
            if (!leftOut.contains(decoded.table()) && !isLoaded(decoded)) {
                carryOver(record, decoded, origin);
            }
        } catch (UndecodableRecordException | UnmappableValueException e) {
            Optional<byte[]> key = table.flatMap(known -> tables.rowKey(known, record.key(), record.value()));
            forward(record, deadLetters.of(record, origin, position, key, e));
            policyUses.setAside(
                    position,
                    e instanceof UnmappableValueException value
                            && value.policy().isPresent());
        }
    }

    private void follow(Record<byte[], byte[]> record, DecodedStatement decoded, RecordMetadata origin) {
        TableId table = decoded.statement().table();
        if (leftOut.contains(table) || isBefore(decoded.origin(), loads.structure(table))) {
            return;
        }
        if (rules.follow(decoded.statement())) {
            tables.forget();
        }
        schemaChangeRecords.of(decoded, origin.topic(), origin.partition()).forEach(change -> forward(record, change));
    }

    /** Whether the load of a table has seen the change already. */
    private boolean isLoaded(DecodedRecord decoded) {
        return isBefore(decoded.event().origin(), loads.moment(decoded.table()));
    }

    private static boolean isBefore(ChangeEvent.Origin origin, Optional<SourcePosition> position) {
        return position.filter(known -> origin.position().compareTo(known) < 0).isPresent();
    }

    private void carryOver(Record<byte[], byte[]> record, DecodedRecord decoded, RecordMetadata origin) {
        ChangeEvent event = decoded.event();
        if (event instanceof ChangeEvent.Truncate) {
            schemaChangeRecords
                    .ofTruncate(decoded.table(), event.origin(), origin.partition())
                    .or(() -> truncateRecords.of(decoded.table(), event.origin(), origin.partition()))
                    .ifPresent(truncate -> forward(record, truncate));
            return;
        }
        CompiledTable table = tables.table(decoded.table(), record.key(), record.value(), origin.topic());
        List<OutputRecord> outputs = records(table, event, origin.partition());
        outputs.forEach(this::requireFit);
        for (OutputRecord output : outputs) {
            forward(record, output);
        }
        policyUses.carriedOver(event.origin().position());
        metrics.carriedOver(
                outputs.size(),
                context.currentSystemTimeMs() - event.origin().commitTime().toEpochMilli());
    }

    /** Any failure with the values of one row concerns that row only and does not stop others. */
    private static List<OutputRecord> records(CompiledTable table, ChangeEvent event, int partition) {
        try {
            return table.records(event, partition);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw new UndecodableRecordException(
                    ReasonClass.TYPE, "a value is not of the kind that its column's type says: " + e, e);
        }
    }

    /** Kafka's producer would fail at a larger one, and with it the transformer. */
    private void requireFit(OutputRecord output) {
        if (output.bytes() > config.recordLimit().keyAndValueBytes()) {
            throw tooLarge("the row as PostgreSQL's");
        }
    }

    private UndecodableRecordException tooLarge(String what) {
        return new UndecodableRecordException(
                ReasonClass.ROW_TOO_LARGE, config.recordLimit().tooLarge(what), null);
    }

    private void forward(Record<byte[], byte[]> source, OutputRecord output) {
        context.forward(new Record<>(output.address(), output.value(), source.timestamp(), output.headers()));
    }

    private void sendMark(KeyColumn column, HighWaterMark mark) {
        String topic = config.topics().sequenceMarks();
        OutputRecord.Address address = new OutputRecord.Address(topic, 0, column.bytes());
        context.forward(new Record<>(address, mark.bytes(), context.currentSystemTimeMs(), new RecordHeaders()));
    }

    private void sendPolicyUse(PolicyUse use) {
        OutputRecord.Address address = new OutputRecord.Address(config.topics().policies(), 0, use.key());
        context.forward(new Record<>(address, use.value(), context.currentSystemTimeMs(), new RecordHeaders()));
    }

    private void sendAcceptance(Flood flood) {
        OutputRecord.Address address = new OutputRecord.Address(config.topics().floods(), 0, flood.key());
        context.forward(new Record<>(address, flood.value(), context.currentSystemTimeMs(), new RecordHeaders()));
    }

    @Override
    public void close() {
        policyMetrics.close();
        metrics.close();
    }
}
