package io.sluice.transformer.row;

import io.sluice.core.mapping.UnmappableValueException;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.model.TableId;
import io.sluice.core.wire.PolicyUse;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.TransformerConfig;
import io.sluice.transformer.deadletter.DeadLetters;
import io.sluice.transformer.decode.DecodedRecord;
import io.sluice.transformer.decode.UndecodableRecordException;
import io.sluice.transformer.metrics.PolicyMetrics;
import io.sluice.transformer.metrics.SequenceMetrics;
import io.sluice.transformer.metrics.TaskMetrics;
import io.sluice.transformer.policy.PolicyUses;
import io.sluice.transformer.sequence.HighWaterMark;
import io.sluice.transformer.sequence.HighWaterMarks;
import io.sluice.transformer.sequence.KeyColumn;
import io.sluice.transformer.snapshot.TableSnapshot;
import io.sluice.transformer.topic.KnownTopics;
import io.sluice.transformer.topic.OutputRecord;
import io.sluice.transformer.topic.OutputTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The transformer's one processor: decode, map, encode; a record that does not go through becomes a dead letter. */
public final class RowProcessor implements Processor<byte[], byte[], OutputRecord.Address, byte[]> {

    private static final Serializer<KeyColumn> COLUMNS = KeyColumn.serde().serializer();
    private static final Serializer<HighWaterMark> MARKS = HighWaterMark.serde().serializer();

    private static final Duration PUBLICATION_INTERVAL = Duration.ofSeconds(1);

    /**
     * The names of the stores of one source.
     *
     * @param snapshots of {@link io.sluice.transformer.snapshot.SnapshotState} by table
     * @param marks of {@link HighWaterMark} by {@link KeyColumn}
     * @param policies of {@link PolicyUse} by what it counts
     * @param topics of ids of raw topics by their names
     */
    public record Stores(String snapshots, String marks, String policies, String topics) {}

    private final TransformerConfig config;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;
    private final Stores stores;

    private ProcessorContext<OutputRecord.Address, byte[]> context;
    private Map<TableId, TableSnapshot> snapshots;
    private TablePlans plans;
    private EmptyingRecords emptyingRecords;
    private DeadLetters deadLetters;
    private HighWaterMarks marks;
    private TaskMetrics metrics;
    private SequenceMetrics sequences;
    private PolicyMetrics policyMetrics;
    private PolicyUses policyUses;

    public RowProcessor(TransformerConfig config, SchemaRegistry registry, OutputTopics outputTopics, Stores stores) {
        this.config = config;
        this.registry = registry;
        this.outputTopics = outputTopics;
        this.stores = stores;
    }

    /** Starts from the stores alone: Streams calls this again on the same object after a task was lost. */
    @Override
    public void init(ProcessorContext<OutputRecord.Address, byte[]> processorContext) {
        context = processorContext;
        Topics topics = config.topics();
        String task = processorContext.taskId().toString();
        metrics = new TaskMetrics(processorContext.metrics(), topics.pipeline(), task);
        sequences = new SequenceMetrics(processorContext.metrics(), topics.pipeline());
        marks = new HighWaterMarks(
                processorContext.getStateStore(stores.marks()), config.sequenceDistance(), this::sendMark);
        policyMetrics = new PolicyMetrics(processorContext.metrics(), topics.pipeline());
        policyUses = new PolicyUses(
                processorContext.getStateStore(stores.policies()), task, policyMetrics, this::sendPolicyUse);
        snapshots = new HashMap<>();
        plans = new TablePlans(
                topics,
                config.rules(),
                registry,
                outputTopics,
                new KnownTopics(processorContext.getStateStore(stores.topics()), outputTopics),
                marks,
                policyUses::listener,
                this::snapshot);
        emptyingRecords = new EmptyingRecords(topics, config.rules(), registry, outputTopics);
        deadLetters = new DeadLetters(topics.deadLetters(), config.onError(), metrics);
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
            return; // Debezium's tombstone follows the delete that has already become one.
        }
        metrics.read();
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        Optional<SourcePosition> position = Optional.empty();
        try {
            DecodedRecord decoded = plans.decoder(record.value()).decode(record.value());
            position = Optional.of(decoded.event().origin().position());
            carryOver(record, decoded, origin);
        } catch (UndecodableRecordException | UnmappableValueException e) {
            forward(record, deadLetters.of(record, origin, position, e));
            policyUses.setAside(
                    position,
                    e instanceof UnmappableValueException value
                            && value.policy().isPresent());
        }
    }

    private void carryOver(Record<byte[], byte[]> record, DecodedRecord decoded, RecordMetadata origin) {
        ChangeEvent event = decoded.event();
        if (event instanceof ChangeEvent.Truncate) {
            snapshot(decoded.table()).begins(decoded);
            emptyingRecords
                    .truncate(decoded.table(), event.origin(), origin.partition())
                    .ifPresent(truncate -> forward(record, truncate));
            return;
        }
        TablePlan plan = plans.plan(decoded.table(), record.key(), record.value(), origin.topic());
        if (plan.snapshotBegins(decoded)) {
            forward(record, emptyingRecords.snapshot(decoded.table(), event.origin(), origin.partition()));
        }
        List<OutputRecord> outputs = records(plan, event, origin.partition());
        for (OutputRecord output : outputs) {
            forward(record, output);
        }
        policyUses.carriedOver(event.origin().position());
        metrics.carriedOver(
                outputs.size(),
                context.currentSystemTimeMs() - event.origin().commitTime().toEpochMilli());
    }

    /** Whatever goes wrong with one row's values is that row's fault, and stops no other. */
    private static List<OutputRecord> records(TablePlan plan, ChangeEvent event, int partition) {
        try {
            return plan.records(event, partition);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw new UndecodableRecordException("a value is not of the kind that its column's type says: " + e, e);
        }
    }

    private TableSnapshot snapshot(TableId table) {
        return snapshots.computeIfAbsent(table, id -> new TableSnapshot(id, context.getStateStore(stores.snapshots())));
    }

    private void forward(Record<byte[], byte[]> source, OutputRecord output) {
        context.forward(new Record<>(output.address(), output.value(), source.timestamp(), output.headers()));
    }

    private void sendMark(KeyColumn column, HighWaterMark mark) {
        sequences.mark(column.table(), column.column(), context.taskId().toString(), mark.value());
        String topic = config.topics().sequenceMarks();
        OutputRecord.Address address = new OutputRecord.Address(topic, 0, COLUMNS.serialize(topic, column));
        context.forward(new Record<>(
                address, MARKS.serialize(topic, mark), context.currentSystemTimeMs(), new RecordHeaders()));
    }

    private void sendPolicyUse(PolicyUse use) {
        OutputRecord.Address address = new OutputRecord.Address(config.topics().policies(), 0, use.key());
        context.forward(new Record<>(address, use.value(), context.currentSystemTimeMs(), new RecordHeaders()));
    }

    @Override
    public void close() {
        policyMetrics.close();
        metrics.close();
        sequences.close();
    }
}
