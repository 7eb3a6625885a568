package io.sluice.control.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.watch.Patience;
import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.ReloadStage;
import io.sluice.core.name.TableId;
import io.sluice.load.LoadReader;
import io.sluice.load.LoadSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Carries the load of a pipeline to its end, with readers of this process. Others may take part in it from other
 * processes. The load begins when Debezium has its first position, so that no change is missed between both.
 */
public final class Loading {

    private static final Duration LOOK = Duration.ofMillis(200);

    private static final Duration END_MAX = Duration.ofSeconds(20);

    private final LoadSource source;
    private final ConnectClient connect;
    private final String connector;
    private final Patience patience;

    /** @param connector the name of the source connector */
    public Loading(LoadSource source, ConnectClient connect, String connector, Patience patience) {
        this.source = source;
        this.connect = connect;
        this.connector = connector;
        this.patience = patience;
    }

    /**
     * Returns when all tables are loaded that the log waits for.
     *
     * @param rows an estimate of each table's rows
     * @param filled whether the tables have the rows of an earlier log, which are to be brought up to date
     * @throws Exception what keeps a reader from going on, if that is not somebody's absence
     */
    public void run(Map<TableId, Long> rows, boolean filled) throws Exception {
        try (LoadProgress progress = progress()) {
            if (progress.read().load().isEmpty()) {
                awaitLog();
                List<TableId> tables = largestFirst(rows);
                Predicate<TableId> reloaded = table -> filled && source.hasKey(table);
                new LoadPlan(source.kafka(), source.pipeline().topics())
                        .begin(
                                System.currentTimeMillis(),
                                tables.stream().filter(reloaded.negate()).toList(),
                                tables.stream().filter(reloaded).toList());
            }
            read(progress, LoadState::isComplete);
        }
    }

    /**
     * Takes part in a load that another process begins; returns when all tables are loaded.
     *
     * @throws Exception what keeps a reader from going on, if that is not somebody's absence
     */
    public void takePart() throws Exception {
        try (LoadProgress progress = progress()) {
            while (progress.read().load().isEmpty()) {
                Thread.sleep(LOOK.toMillis());
            }
            read(progress, LoadState::isComplete);
        }
    }

    /**
     * Reads the tables whose log waits for their rows, and no others.
     *
     * @throws Exception what keeps a reader from going on, if that is not somebody's absence
     */
    public void readHeld() throws Exception {
        try (LoadProgress progress = progress()) {
            read(progress, LoadState::isComplete, work -> !(work instanceof LoadWork.Reload));
        }
    }

    /**
     * Reads what reloads have to read, whoever has begun them.
     *
     * @throws Exception what keeps a reader from going on, if that is not somebody's absence
     */
    void readReloads() throws Exception {
        try (LoadProgress progress = progress()) {
            read(progress, Loading::isRead);
        }
    }

    /** Whether it is known which tables the load has. */
    public boolean hasBegun() {
        try (LoadProgress progress = progress()) {
            return progress.read().load().isPresent();
        }
    }

    /** Whether nothing has begun that has still to be read. */
    boolean isRead() {
        try (LoadProgress progress = progress()) {
            return isRead(progress.read());
        }
    }

    private static boolean isRead(LoadState state) {
        return state.isComplete()
                && state.reloads().stream().noneMatch(reload -> reload.stage() == ReloadStage.READING);
    }

    private LoadProgress progress() {
        return new LoadProgress(source.kafka(), source.pipeline().topics());
    }

    private static List<TableId> largestFirst(Map<TableId, Long> rows) {
        return rows.entrySet().stream()
                .sorted(Map.Entry.<TableId, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Waits until Debezium has read the structure of the tables and knows where in the log it begins, and until every
     * transformer has seen that the tables wait for the load.
     */
    private void awaitLog() throws InterruptedException {
        Thread.sleep(LoadEntry.SEEN.toMillis());
        while (!connect.offset(connector).map(Loading::isInLog).orElse(false)) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private static boolean isInLog(JsonNode offset) {
        return !offset.hasNonNull("snapshot");
    }

    private void read(LoadProgress progress, Predicate<LoadState> done) throws Exception {
        read(progress, done, work -> true);
    }

    private void read(LoadProgress progress, Predicate<LoadState> done, Predicate<LoadWork> admitted) throws Exception {
        LoadState state = progress.read();
        if (done.test(state)) {
            return;
        }
        int count = source.pipeline().load().readers();
        ExecutorService threads = Executors.newFixedThreadPool(count, task -> new Thread(task, "load reader"));
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                readers.add(threads.submit(() -> {
                    patience.through(() -> LoadReader.run(source, state, admitted));
                    return null;
                }));
            }
            while (!done.test(progress.read())) {
                requireAlive(readers);
                Thread.sleep(LOOK.toMillis());
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void requireAlive(List<Future<?>> readers) throws Exception {
        for (Future<?> reader : readers) {
            if (reader.isDone()) {
                try {
                    reader.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
    }
}
