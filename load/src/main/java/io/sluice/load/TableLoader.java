package io.sluice.load;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.load.ReloadStage;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.load.flood.LoadFloods;
import io.sluice.load.read.ChunkSnapshot;
import io.sluice.load.read.LockedSnapshot;
import io.sluice.load.read.RangeSplit;
import io.sluice.load.write.ChunkSender;
import io.sluice.schema.catalog.CatalogTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does the work of a load, one item after the other. Not thread-safe. */
final class TableLoader {

    private static final int ROWS_MAX = 1_000_000;

    /** A range is worth a reader of its own from so many chunks on. */
    private static final int RANGE_CHUNKS_MIN = 4;

    /** A chunk whose rows are larger than expected ends at so many times its size. */
    private static final int TOLERANCE = 2;

    private final LoadSource source;
    private final Connection mysql;
    private final LoadFloods floods;

    /** The last load that had begun when this reader started. */
    private final long newest;

    private final long chunkBytes;
    private final ReadStructures structures;
    private final Map<TableId, TableLoad> tables = new HashMap<>();
    private Optional<ReadStructures.Read> structure = Optional.empty();

    TableLoader(LoadSource source, LoadState state, Connection mysql, LoadFloods floods) {
        this.source = source;
        this.newest = state.newest();
        this.mysql = mysql;
        this.floods = floods;
        this.structures = new ReadStructures(source.tables(), source.pipeline().tables(), mysql, state);
        this.chunkBytes = source.pipeline().load().chunkBytes();
    }

    /** Does an item; what it sends is complete when this returns. */
    void run(LoadWork work, WorkTransaction transaction) throws SQLException {
        structure = structures.of(work);
        if (structure.isEmpty()) {
            passOverUnknown(work, transaction);
            return;
        }
        TableLoad load = load(structure.get());
        try {
            read(work, load, structure.get().since(), transaction);
        } catch (SQLException | RuntimeException e) {
            // It has counted what will not be committed.
            tables.remove(work.table());
            throw e;
        }
    }

    private TableLoad load(ReadStructures.Read structure) {
        TableLoad known = tables.get(structure.table().id());
        if (known != null && structure.isLike(known.table())) {
            return known;
        }
        TableLoad load = source.table(structure.table(), floods);
        tables.put(structure.table().id(), load);
        return load;
    }

    /** Whether MySQL has refused the last item since its table is another one by now, or gone; never for a reload. */
    boolean isOutdated(LoadWork work) throws SQLException {
        return !(work instanceof LoadWork.Reload) && structure.isPresent() && structures.hasChanged(structure.get());
    }

    /** A table that was dropped since the load began has nothing left to load. */
    private void passOverUnknown(LoadWork work, WorkTransaction transaction) {
        if (work.load() > newest && work instanceof LoadWork.Reload) {
            throw new IllegalStateException(
                    "a load of table " + work.table() + " has begun, which this process does not know; start it again");
        }
        passOver(work, transaction);
    }

    private void passOver(LoadWork work, WorkTransaction transaction) {
        if (work instanceof LoadWork.Reload reload) {
            send(
                    new LoadEntry.Reload(
                            reload.load(), reload.table(), reload.where(), ReloadStage.DONE, reload.progress()),
                    transaction);
            return;
        }
        send(new LoadEntry.Begun(work.load(), work.table(), 1, Optional.empty(), Optional.empty()), transaction);
        send(new LoadEntry.Range(work.load(), work.table(), 0, RangeProgress.NONE, true), transaction);
    }

    /** @param since a position before the structure was read for this load, if it was */
    private void read(LoadWork work, TableLoad load, Optional<SourcePosition> since, WorkTransaction transaction)
            throws SQLException {
        if (work instanceof LoadWork.Chunk chunk) {
            try (ChunkSnapshot snapshot = ChunkSnapshot.open(mysql)) {
                readChunk(load, chunk, snapshot, transaction);
            }
        } else if (work instanceof LoadWork.Reload reload && goesOn(reload, load.table())) {
            reload(load, reload, transaction);
        } else if (work instanceof LoadWork.Reload) {
            passOver(work, transaction);
        } else if (load.table().key().isPresent() && work instanceof LoadWork.BeginHeld) {
            // It has got a key since. That is in its log, which goes on, and has it reloaded.
            passOver(work, transaction);
        } else {
            if (!(work instanceof LoadWork.Begin)) {
                // What a transformer has read of the log before it holds it is in what is loaded; and what other
                // readers have
                // sent of a load that counts no more stands before what this one sends.
                transaction.pause(LoadEntry.SEEN);
            }
            begin(work, load, since, transaction);
        }
    }

    private void begin(LoadWork work, TableLoad load, Optional<SourcePosition> since, WorkTransaction transaction)
            throws SQLException {
        Optional<SourcePosition> made = Optional.empty();
        if (work instanceof LoadWork.BeginAnew anew) {
            made = since;
            String statement = "The load of " + anew.table() + " begins anew, since MySQL says: " + anew.reason();
            ChangeEvent.Origin origin = new ChangeEvent.Origin(since.orElseThrow(), Instant.now());
            transaction.send(load.records().output().changing(load.structure(source, statement), origin));
        }
        if (load.table().key().isPresent()) {
            readFirst(work, load, made, transaction);
        } else {
            readAtOnce(work, load, made, transaction);
        }
    }

    /** Whether it has still to be done. The change that gives a table another key has it reloaded as a whole. */
    private static boolean goesOn(LoadWork.Reload work, CatalogTable table) {
        int parts = table.source().key().size();
        return parts > 0 && (work.after().isEmpty() || work.after().size() == parts);
    }

    private void reload(TableLoad load, LoadWork.Reload work, WorkTransaction transaction) throws SQLException {
        if (work.after().isEmpty()) {
            transaction.pause(untilSeen(work));
        }
        LoadWork.Reload next = new TableReload(mysql, load, work, chunkBytes, transaction).chunk();
        source.throttle().read(next.progress().rows() - work.progress().rows());
        boolean more = !next.after().isEmpty();
        ReloadStage stage = more ? ReloadStage.READING : ReloadStage.REMOVING;
        send(new LoadEntry.Reload(work.load(), work.table(), work.where(), stage, next.progress()), transaction);
        if (more) {
            transaction.send(next, 0);
        }
    }

    /** How long it takes until every transformer knows that rows may be ahead of a statement: it says so in its plan. */
    private static Duration untilSeen(LoadWork.Reload work) {
        Duration age = Duration.ofMillis(Math.max(0, System.currentTimeMillis() - work.load()));
        return age.compareTo(LoadEntry.SEEN) < 0 ? LoadEntry.SEEN.minus(age) : Duration.ZERO;
    }

    /** Empties the table, cuts it, and reads its first chunk: a small table is done with that. */
    private void readFirst(LoadWork work, TableLoad load, Optional<SourcePosition> made, WorkTransaction transaction)
            throws SQLException {
        RangeSplit split = RangeSplit.of(mysql, load.table(), RANGE_CHUNKS_MIN * chunkBytes);
        int ranges = split.cuts().size() + 1;
        try (ChunkSnapshot snapshot = ChunkSnapshot.open(mysql)) {
            transaction.send(load.records().output().emptying(snapshot.high()));
            send(new LoadEntry.Begun(work.load(), work.table(), ranges, made, made), transaction);
            for (int range = 1; range < ranges; range++) {
                transaction.send(chunk(work, range, split), range);
            }
            readChunk(load, chunk(work, 0, split), snapshot, transaction);
        }
    }

    private static LoadWork.Chunk chunk(LoadWork work, int range, RangeSplit split) {
        List<String> cuts = split.cuts();
        List<String> after = range == 0 ? List.of() : List.of(cuts.get(range - 1));
        Optional<String> upTo = range == cuts.size() ? Optional.empty() : Optional.of(cuts.get(range));
        return new LoadWork.Chunk(work.load(), work.table(), range, after, upTo, split.rowBytes(), RangeProgress.NONE);
    }

    private void readChunk(TableLoad load, LoadWork.Chunk chunk, ChunkSnapshot snapshot, WorkTransaction transaction)
            throws SQLException {
        long rowsMax = Math.max(1, Math.min(ROWS_MAX, chunkBytes / chunk.rowBytes()));
        String name = chunk.range() + "-" + chunk.progress().chunks();
        ChunkSender sender = sender(load, name, snapshot, transaction);
        List<String> last = load.reader().read(mysql, chunk, (int) rowsMax, row -> {
            sender.row(row);
            transaction.keepAlive();
            return sender.bytes() < TOLERANCE * chunkBytes;
        });
        sender.finish();
        source.throttle().read(sender.rows());
        finish(chunk, progress(chunk.progress(), sender, snapshot), last, transaction);
    }

    private void finish(LoadWork.Chunk chunk, RangeProgress progress, List<String> last, WorkTransaction transaction) {
        send(new LoadEntry.Range(chunk.load(), chunk.table(), chunk.range(), progress, last.isEmpty()), transaction);
        if (!last.isEmpty()) {
            long rowBytes = Math.max(1, progress.bytes() / progress.rows());
            transaction.send(
                    new LoadWork.Chunk(
                            chunk.load(), chunk.table(), chunk.range(), last, chunk.upTo(), rowBytes, progress),
                    0);
        }
    }

    /** Reads a table without a key: all rows as they are at one position, from which on its log goes on. */
    private void readAtOnce(LoadWork work, TableLoad load, Optional<SourcePosition> made, WorkTransaction transaction)
            throws SQLException {
        TableId id = work.table();
        try (Connection locking = source.mysql();
                ChunkSnapshot snapshot = LockedSnapshot.open(mysql, locking, load.table())) {
            transaction.send(load.records().output().emptying(snapshot.high()));
            send(new LoadEntry.Begun(work.load(), id, 1, Optional.of(snapshot.low()), made), transaction);
            ChunkSender sender = sender(load, "0-0", snapshot, transaction);
            long[] sent = {0};
            load.reader().readAll(mysql, row -> {
                sender.row(row);
                transaction.keepAlive();
                if (sender.bytes() - sent[0] >= chunkBytes) {
                    sent[0] = sender.bytes();
                    transaction.commitPart();
                }
                return true;
            });
            sender.finish();
            send(
                    new LoadEntry.Range(work.load(), id, 0, progress(RangeProgress.NONE, sender, snapshot), true),
                    transaction);
        }
    }

    private static ChunkSender sender(
            TableLoad load, String name, ChunkSnapshot snapshot, WorkTransaction transaction) {
        return new ChunkSender(load.records(), transaction::send, name, Operation.READ, snapshot.high());
    }

    private static RangeProgress progress(RangeProgress before, ChunkSender sender, ChunkSnapshot snapshot) {
        return before.plus(
                sender.rows(), sender.bytes(), snapshot.low(), snapshot.high().position());
    }

    private void send(LoadEntry entry, WorkTransaction transaction) {
        String topic = source.pipeline().topics().load();
        transaction.send(new ProducerRecord<>(topic, 0, entry.key(), entry.value()));
    }
}
