package io.sluice.load.remove;

import io.sluice.load.read.LockedRows;
import io.sluice.load.read.TableReader;
import io.sluice.load.write.Acknowledgements;
import io.sluice.load.write.TableOutput;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Removes rows of one table from PostgreSQL that MySQL does not have, and hands on those that it has. MySQL locks the place
 * where such a row would be until Kafka has acknowledged its removal: a row that is inserted there later then stands behind it
 * in the topic. A row that is there is locked for as long. Not thread-safe.
 */
public final class RowRemoval implements AutoCloseable {

    private static final Duration END_MAX = Duration.ofSeconds(2);

    private final Connection mysql;
    private final TableReader reader;
    private final TableOutput output;
    private final PresentRows present;
    private final KafkaProducer<byte[], byte[]> producer;

    /** What becomes of the rows that MySQL has. */
    @FunctionalInterface
    public interface PresentRows {

        /** Nothing: PostgreSQL has them already, or will get them. */
        PresentRows LEFT_ALONE = (rows, send) -> {};

        /** Sends what is to be sent of them. */
        void send(LockedRows rows, Consumer<ProducerRecord<byte[], byte[]>> send);
    }

    /**
     * Joins Kafka.
     *
     * @param mysql in no transaction, with repeatable reads; is closed with this, but not if this throws
     * @param kafka the properties of its clients, with a transactional id: what is not acknowledged in time must never arrive,
     *     since it would stand behind later changes
     */
    public RowRemoval(
            Connection mysql, TableReader reader, TableOutput output, PresentRows present, Map<String, Object> kafka) {
        this.mysql = mysql;
        this.reader = reader;
        this.output = output;
        this.present = present;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Removes those of the rows that MySQL does not have now.
     *
     * @param rows some hundred at most, at least one
     * @return how many were removed
     * @throws io.sluice.core.failure.SluiceException {@link io.sluice.core.failure.ExitCode#UNREACHABLE} if Kafka does not acknowledge in time; the call can be repeated
     */
    public int remove(List<ExtraRow> rows) throws SQLException, InterruptedException {
        producer.beginTransaction();
        boolean sent = false;
        try {
            int removed = send(rows);
            sent = true;
            producer.commitTransaction();
            return removed;
        } finally {
            if (!sent) {
                producer.abortTransaction();
            }
        }
    }

    private int send(List<ExtraRow> rows) throws SQLException, InterruptedException {
        List<List<Object>> keys = rows.stream().map(ExtraRow::sourceKey).toList();
        try (LockedRows locked = reader.lockWithGaps(mysql, keys)) {
            Set<ByteBuffer> there = locked.rows().stream()
                    .map(values -> ByteBuffer.wrap(output.key(values)))
                    .collect(Collectors.toSet());
            Acknowledgements acknowledgements = new Acknowledgements();
            int removed = 0;
            for (ExtraRow row : rows) {
                byte[] key = output.targetKey(row.row());
                if (!there.contains(ByteBuffer.wrap(key))) {
                    acknowledgements.add(producer.send(output.removal(key, locked.origin())));
                    removed++;
                }
            }
            present.send(locked, record -> acknowledgements.add(producer.send(record)));
            acknowledgements.await("the removal of rows");
            return removed;
        }
    }

    @Override
    public void close() throws SQLException {
        try (mysql) {
            producer.close(END_MAX);
        }
    }
}
