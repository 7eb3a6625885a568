package io.sluice.load;

import io.sluice.core.load.LoadWork;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.model.Operation;
import io.sluice.load.read.LockedRows;
import io.sluice.load.write.Acknowledgements;
import io.sluice.load.write.ChunkSender;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a chunk of a table's rows anew while the table's log streams. The rows stay locked for readers until Kafka has
 * acknowledged them: every later change of theirs then stands behind them in the topic, and an earlier one that is still on
 * its way is followed by the change that made the row what was read. Rows that a transaction holds are passed over, and read
 * again until none of them is left.
 */
final class TableReload {

    private static final Logger LOG = LoggerFactory.getLogger(TableReload.class);

    /** What one lock may hold: few rows, so that writers wait for milliseconds. */
    private static final long LOCKED_BYTES_MAX = 256 << 10;

    private static final int LOCKED_ROWS_MAX = 500;

    /** How large a row is before one has been read. */
    private static final long ROW_BYTES = 1_000;

    /** A chunk has no more keys than this, however many of its rows are passed over. */
    private static final int KEYS_MAX = 10 * LOCKED_ROWS_MAX;

    /** Between two looks at rows that others hold. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int PAUSES_PER_WARNING = 200;

    private final Connection mysql;
    private final TableLoad load;
    private final LoadWork.Reload work;
    private final long chunkBytes;
    private final WorkTransaction transaction;
    private RangeProgress progress;
    private int part;

    /** @param chunkBytes how large a chunk is at most */
    TableReload(Connection mysql, TableLoad load, LoadWork.Reload work, long chunkBytes, WorkTransaction transaction) {
        this.mysql = mysql;
        this.load = load;
        this.work = work;
        this.chunkBytes = chunkBytes;
        this.transaction = transaction;
        this.progress = work.progress();
    }

    /**
     * Reads and sends the chunk.
     *
     * @return what is to be done next, after no key if this was the last chunk
     * @throws io.sluice.core.failure.SluiceException {@link io.sluice.core.failure.ExitCode#UNREACHABLE} if Kafka does not
     *     acknowledge the rows in time; the chunk is given up with the lock
     */
    LoadWork.Reload chunk() throws SQLException {
        int rowsMax = rowsMax();
        List<List<String>> sent;
        List<List<String>> present;
        try (LockedRows rows = load.reader().lock(mysql, work, rowsMax)) {
            sent = rows.keys();
            List<String> upTo = sent.size() < rowsMax ? List.of() : sent.get(sent.size() - 1);
            present = load.reader().keys(mysql, work, upTo, KEYS_MAX);
            send(rows);
        }
        sendLeft(present, sent);
        boolean more = sent.size() == rowsMax || present.size() == KEYS_MAX;
        List<String> last = more ? present.get(present.size() - 1) : List.of();
        return new LoadWork.Reload(work.load(), work.table(), work.where(), last, progress);
    }

    private int rowsMax() {
        long rowBytes = progress.rows() == 0 ? ROW_BYTES : Math.max(1, progress.bytes() / progress.rows());
        return (int) Math.max(1, Math.min(LOCKED_ROWS_MAX, Math.min(chunkBytes, LOCKED_BYTES_MAX) / rowBytes));
    }

    /** Sends the rows that were held by others, as soon as they are not; one that is gone meanwhile is in the log. */
    private void sendLeft(List<List<String>> present, List<List<String>> sent) throws SQLException {
        Set<List<String>> left = new HashSet<>(present);
        sent.forEach(left::remove);
        for (int round = 1; !left.isEmpty(); round++) {
            transaction.commitPart();
            transaction.pause(PAUSE);
            if (round % PAUSES_PER_WARNING == 0) {
                LOG.warn(
                        "The reload of {} waits for {} rows that transactions on MySQL hold",
                        work.table(),
                        left.size());
            }
            List<List<String>> some = left.stream().limit(LOCKED_ROWS_MAX).toList();
            try (LockedRows rows = load.reader().lock(mysql, work, some)) {
                Set<List<String>> there = new HashSet<>(load.reader().keys(mysql, work, some));
                send(rows);
                rows.keys().forEach(left::remove);
                some.stream().filter(key -> !there.contains(key)).forEach(left::remove);
            }
        }
    }

    private void send(LockedRows rows) throws SQLException {
        String name = "reload-" + work.load() + "-" + progress.chunks() + "-" + part++;
        Acknowledgements acknowledgements = new Acknowledgements();
        ChunkSender sender = new ChunkSender(
                load.records(),
                record -> acknowledgements.add(transaction.acknowledged(record)),
                name,
                Operation.RELOAD,
                rows.origin());
        rows.rows().forEach(sender::row);
        sender.finish();
        try {
            acknowledgements.await("the rows of a reload");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        progress = progress.plus(
                sender.rows(),
                sender.bytes(),
                rows.origin().position(),
                rows.origin().position());
    }
}
