package io.sluice.transformer.sequence;

import io.sluice.core.name.TableId;
import io.sluice.core.sequence.HighWaterMark;
import io.sluice.core.sequence.KeyColumn;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.SequenceEncoder;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.metrics.SequenceMetrics;
import io.sluice.transformer.topic.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Merges the marks of all tasks, so that each column has one mark for the whole pipeline, and keeps the reservation of
 * each column ahead of its mark.
 */
public final class Reservations implements Processor<KeyColumn, HighWaterMark, OutputRecord.Address, byte[]> {

    private final String pipeline;
    private final String topic;
    private final String store;
    private final long distance;
    private final SchemaRegistry registry;
    private final Map<KeyColumn, Long> marks = new HashMap<>();
    private ProcessorContext<OutputRecord.Address, byte[]> context;
    private KeyValueStore<KeyColumn, Reservation> reservations;
    private SequenceEncoder encoder;
    private SequenceMetrics metrics;

    /**
     * @param topics of the pipeline
     * @param store the name of the store of {@link Reservation}s
     * @param distance how far PostgreSQL's sequences run ahead of MySQL
     */
    public Reservations(Topics topics, String store, long distance, SchemaRegistry registry) {
        this.pipeline = topics.pipeline();
        this.topic = topics.sequences();
        this.store = store;
        this.distance = distance;
        this.registry = registry;
    }

    @Override
    public void init(ProcessorContext<OutputRecord.Address, byte[]> processorContext) {
        context = processorContext;
        reservations = processorContext.getStateStore(store);
        encoder = new SequenceEncoder(registry.register(topic + "-value", SequenceEncoder.VALUE));
        metrics = new SequenceMetrics(processorContext.metrics(), pipeline);
        try (KeyValueIterator<KeyColumn, Reservation> all = reservations.all()) {
            all.forEachRemaining(known -> {
                mark(known.key, known.value.mark());
                tell(known.key, known.value);
            });
        }
    }

    @Override
    public void process(Record<KeyColumn, HighWaterMark> record) {
        mark(record.key(), record.value().value());
        Optional<Reservation> current = Optional.ofNullable(reservations.get(record.key()));
        Optional<Reservation> next = current.isPresent()
                ? current.get().raised(record.value(), distance)
                : Optional.of(Reservation.of(record.value(), distance));
        next.ifPresent(reservation -> {
            reservations.put(record.key(), reservation);
            tell(record.key(), reservation);
            context.forward(output(record.key(), reservation, record.timestamp()));
        });
    }

    private Record<OutputRecord.Address, byte[]> output(KeyColumn column, Reservation reservation, long timestamp) {
        TableId table = column.table();
        byte[] key = SequenceEncoder.key(table, column.column());
        byte[] value = encoder.value(reservation.mark(), reservation.reserved());
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.OPERATION, Headers.SEQUENCE.getBytes(StandardCharsets.UTF_8));
        return new Record<>(new OutputRecord.Address(topic, 0, key), value, timestamp, headers);
    }

    /** The marks of a column come from several tasks and loaders, in no order. */
    private void mark(KeyColumn column, long value) {
        metrics.mark(column.table(), column.column(), marks.merge(column, value, Math::max));
    }

    private void tell(KeyColumn column, Reservation reservation) {
        metrics.reserved(
                column.table(), column.column(), reservation.reserved(), reservation.reserved() - reservation.mark());
    }

    @Override
    public void close() {
        metrics.close();
    }
}
