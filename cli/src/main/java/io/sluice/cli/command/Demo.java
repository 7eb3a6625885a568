package io.sluice.cli.command;

import io.sluice.control.run.Installation;
import io.sluice.control.run.LogBeginning;
import io.sluice.control.run.PipelineRun;
import io.sluice.control.run.Until;
import io.sluice.control.run.VerifyRun;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.demo.sample.LocalSample;
import io.sluice.demo.server.Directories;
import io.sluice.demo.shop.ShopSample;
import io.sluice.demo.shop.ShopWorkload;
import io.sluice.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The migration of the sample shop: both servers, the pipeline between them, and a workload that changes the shop, all
 * in one temporary directory. {@link #close} stops the servers and removes the directory.
 */
final class Demo implements AutoCloseable {

    private static final int TRANSACTIONS = 2_000;
    private static final int TRANSACTIONS_PER_SECOND = 20;

    private final Path directory;
    private final Installation installation;
    private final Consumer<String> messages;
    private final Consumer<PipelineStatus> statuses;
    private final CountDownLatch streaming = new CountDownLatch(1);
    private volatile PipelineRun run;
    private volatile ShopWorkload workload;
    private LocalSample sample;
    private volatile boolean stopping;
    private boolean failed = true;
    private volatile Optional<Verification> verification = Optional.empty();

    private Demo(
            Path directory, Installation installation, Consumer<String> messages, Consumer<PipelineStatus> statuses) {
        this.directory = directory;
        this.installation = installation;
        this.messages = messages;
        this.statuses = statuses;
    }

    /**
     * Makes the temporary directory; nothing is started yet.
     *
     * @param messages takes each message for the user, once
     * @param statuses takes the pipeline's status whenever it has been read
     */
    static Demo create(Installation installation, Consumer<String> messages, Consumer<PipelineStatus> statuses)
            throws IOException {
        Path directory = Files.createTempDirectory("sluice-demo");
        return new Demo(directory, installation, messages, statuses);
    }

    Path dataDirectory() {
        return directory.resolve("pipeline");
    }

    /** The comparison of both sides, if the run ended with one. */
    Optional<Verification> verification() {
        return verification;
    }

    /** Makes {@link #run} return soon; from any thread. */
    void stop() {
        stopping = true;
        streaming.countDown();
        Optional.ofNullable(workload).ifPresent(ShopWorkload::stop);
        Optional.ofNullable(run).ifPresent(PipelineRun::stop);
    }

    /**
     * Runs until it is stopped. {@link Until#SYNCED} also ends it after a fixed number of transactions, with a
     * verification.
     */
    void run(Until until, long seed) throws IOException, SQLException, InterruptedException {
        sample = LocalSample.start(directory, messages);
        Pipeline pipeline = prepare(seed);
        run = new PipelineRun(pipeline, installation, this::see, messages, List.of(), LogBeginning.AS_IT_WAS);
        workload = new ShopWorkload(sample::shopConnection, seed);
        // Only after both are assigned: a stop that comes later finds them.
        if (!stopping) {
            messages.accept("Starting Kafka, Connect, the schema registry and the transformer");
            migrate(until, pipeline);
        }
        failed = false;
    }

    private Pipeline prepare(long seed) throws IOException, SQLException {
        ShopSample shop = sample.prepare(seed);
        messages.accept("Loaded the shop: %,d rows (seed %d)".formatted(shop.rows(), shop.seed()));
        messages.accept("Look for yourself:");
        sample.clientCommands().forEach(command -> messages.accept("  " + command));
        messages.accept("  ./sluice verify " + sample.pipelineFile());
        return PipelineFile.read(sample.pipelineFile());
    }

    /** Runs the pipeline in this thread and the workload in another; whichever ends first stops the other. */
    private void migrate(Until until, Pipeline pipeline) throws SQLException, InterruptedException {
        ExecutorService background = Executors.newSingleThreadExecutor(task -> new Thread(task, "workload"));
        Future<?> work = background.submit(() -> {
            try {
                work(until, pipeline);
            } finally {
                run.stop();
            }
            return null;
        });
        try {
            run.run(Until.STOPPED);
            stop();
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            stop();
            background.shutdownNow();
            background.awaitTermination(10, TimeUnit.SECONDS);
            workload.close();
        }
    }

    private void see(PipelineStatus status) {
        statuses.accept(status);
        if (status.phase() == Phase.STREAMING) {
            streaming.countDown();
        }
    }

    private void work(Until until, Pipeline pipeline) throws SQLException, InterruptedException {
        streaming.await();
        if (until == Until.STOPPED) {
            workload.runAtRate(TRANSACTIONS_PER_SECOND);
            return;
        }
        workload.runTransactions(TRANSACTIONS);
        if (stopping) {
            return;
        }
        messages.accept("Committed %,d transactions; verifying".formatted(workload.committed()));
        verification = Optional.of(VerifyRun.of(pipeline, messages));
    }

    /** Stops both servers. The directory is removed if the demo succeeded; otherwise its files stay for inspection. */
    @Override
    public void close() throws IOException {
        Optional.ofNullable(sample).ifPresent(LocalSample::close);
        if (failed) {
            messages.accept("The demo's files, including its log, are in " + directory);
        } else {
            Directories.delete(directory);
        }
    }
}
