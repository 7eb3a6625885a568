package io.sluice.load.write;

import io.sluice.core.letter.ReasonClass;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.wire.PolicyUse;
import io.sluice.core.wire.Topics;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Sends the rows of one chunk; a row that cannot be carried over becomes a dead letter. Not thread-safe. */
public final class ChunkSender {

    private final TableRecords table;
    private final Consumer<ProducerRecord<byte[], byte[]>> send;
    private final String name;
    private final ChangeEvent.Origin origin;
    private final Headers headers;
    private long rows;
    private long bytes;

    /**
     * @param name of the chunk, which no other of the table has
     * @param operation {@link Operation#READ} or {@link Operation#RELOAD}
     * @param origin when and where it is read
     */
    public ChunkSender(
            TableRecords table,
            Consumer<ProducerRecord<byte[], byte[]>> send,
            String name,
            Operation operation,
            ChangeEvent.Origin origin) {
        this.table = table;
        this.send = send;
        this.name = name;
        this.origin = origin;
        this.headers = TableOutput.headers(operation, origin);
    }

    /** @throws UnmappableValueException if a policy says that the pipeline stops at such a value */
    public void row(Object[] values) {
        rows++;
        ProducerRecord<byte[], byte[]> record = record(values);
        bytes += size(record);
        send.accept(record);
    }

    /** Any failure with the values of one row concerns that row only and does not stop others. */
    private ProducerRecord<byte[], byte[]> record(Object[] values) {
        try {
            ProducerRecord<byte[], byte[]> record = table.output().row(values, headers);
            return size(record) <= table.limit().keyAndValueBytes()
                    ? record
                    : letter(
                            values,
                            ReasonClass.ROW_TOO_LARGE,
                            new IllegalArgumentException(table.limit().tooLarge("the row as PostgreSQL's")));
        } catch (UnmappableValueException e) {
            if (e.consequence() == UnmappableValueException.Consequence.STOP) {
                throw e;
            }
            return letter(values, ReasonClass.VALUE_UNMAPPABLE, e);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            return letter(
                    values,
                    ReasonClass.TYPE,
                    new IllegalArgumentException("a value is not of the kind that its column's type says: " + e, e));
        }
    }

    private ProducerRecord<byte[], byte[]> letter(Object[] values, ReasonClass kind, RuntimeException reason) {
        return table.letters().letter(values, key(values), name + ":" + rows, origin.position(), kind, reason);
    }

    /** The row's key, if it has one that can be mapped. */
    private Optional<byte[]> key(Object[] values) {
        try {
            return Optional.ofNullable(table.output().key(values));
        } catch (UnmappableValueException | ClassCastException | ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + record.value().length;
    }

    /** Sends what belongs to the rows: the marks of their keys, and what policies did to them. */
    public void finish() {
        Topics topics = table.topics();
        table.output()
                .takeMarks()
                .forEach((column, mark) ->
                        send.accept(new ProducerRecord<>(topics.sequenceMarks(), 0, column.bytes(), mark.bytes())));
        for (PolicyUse use : table.policies().take("load-" + name, origin.position())) {
            send.accept(new ProducerRecord<>(topics.policies(), 0, use.key(), use.value()));
        }
    }

    /** How many rows it has had. */
    public long rows() {
        return rows;
    }

    /** How many bytes it has sent. */
    public long bytes() {
        return bytes;
    }
}
