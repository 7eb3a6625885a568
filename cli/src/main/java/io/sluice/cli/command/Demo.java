package io.sluice.cli.command;

import io.sluice.control.run.Installation;
import io.sluice.control.run.PipelineRun;
import io.sluice.control.run.Until;
import io.sluice.control.run.VerifyRun;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.demo.account.PipelineRole;
import io.sluice.demo.account.PipelineUser;
import io.sluice.demo.server.Directories;
import io.sluice.demo.server.LocalMySql;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.demo.shop.ShopSample;
import io.sluice.demo.shop.ShopWorkload;
import io.sluice.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The demonstration: two database servers of its own in a temporary directory, the sample shop, a pipeline between them,
 * and a workload. {@link #close} stops all of it and removes the directory.
 */
public final class Demo implements AutoCloseable {

    private static final int TRANSACTIONS = 2_000;
    private static final int TRANSACTIONS_PER_SECOND = 20;

    private final Path directory;
    private final Installation installation;
    private final Consumer<String> messages;
    private final Consumer<PipelineStatus> statuses;
    private final CountDownLatch streaming = new CountDownLatch(1);
    private volatile PipelineRun run;
    private volatile ShopWorkload workload;
    private LocalMySql mysql;
    private LocalPostgres postgres;
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
     * Chooses a directory; nothing is started yet.
     *
     * @param messages are told the user once
     * @param statuses are shown as they come
     */
    public static Demo create(Installation installation, Consumer<String> messages, Consumer<PipelineStatus> statuses)
            throws IOException {
        Path directory = Files.createTempDirectory("sluice-demo");
        return new Demo(directory, installation, messages, statuses);
    }

    public Path dataDirectory() {
        return directory.resolve("pipeline");
    }

    /** The comparison of both sides that ended a run until synced. */
    public Optional<Verification> verification() {
        return verification;
    }

    /** Makes {@link #run} return soon; from any thread. */
    public void stop() {
        stopping = true;
        streaming.countDown();
        Optional.ofNullable(workload).ifPresent(ShopWorkload::stop);
        Optional.ofNullable(run).ifPresent(PipelineRun::stop);
    }

    /** Runs the demonstration until it is stopped; or until it is synced, which takes a verification. */
    public void run(Until until, long seed) throws IOException, SQLException, InterruptedException {
        Pipeline pipeline = prepare(seed);
        run = new PipelineRun(pipeline, installation, this::see);
        workload = new ShopWorkload(() -> mysql.rootConnection(ShopSample.DATABASE), seed);
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
            background.shutdown();
            work.get();
            failed = false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            stop();
            background.shutdownNow();
            background.awaitTermination(10, TimeUnit.SECONDS);
            workload.close();
        }
    }

    private Pipeline prepare(long seed) throws IOException, SQLException, InterruptedException {
        startServers();
        try (Connection root = mysql.rootConnection()) {
            ShopSample shop = ShopSample.load(root, seed);
            messages.accept("Loaded the shop: %,d rows (seed %d)".formatted(shop.rows(), shop.seed()));
            PipelineUser.create(root, directory.resolve("mysql.password"), List.of(ShopSample.DATABASE));
        }
        try (Connection superuser = postgres.superuserConnection()) {
            PipelineRole.create(superuser, ShopSample.DATABASE, directory.resolve("postgres.password"));
        }
        Path file = writePipeline();
        messages.accept("Look for yourself:");
        messages.accept("  " + mysql.clientCommand(ShopSample.DATABASE));
        messages.accept("  " + postgres.clientCommand(ShopSample.DATABASE));
        messages.accept("  ./sluice verify " + file);
        messages.accept("Starting Kafka, Connect, the schema registry and the transformer");
        return PipelineFile.read(file);
    }

    /** Both at once: each of them mostly waits. */
    private void startServers() throws InterruptedException {
        CompletableFuture<LocalMySql> source =
                CompletableFuture.supplyAsync(() -> LocalMySql.start(directory.resolve("mysql"), messages));
        try {
            postgres = LocalPostgres.start(directory.resolve("postgres"), messages);
        } finally {
            mysql = source.join();
        }
    }

    private Path writePipeline() throws IOException {
        return Files.writeString(directory.resolve("pipeline.yaml"), """
                name: shop
                source:
                  url: mysql://127.0.0.1:%d
                  user: sluice
                  password-file: mysql.password
                  databases: [shop]
                target:
                  url: postgresql://127.0.0.1:%d/shop
                  user: sluice
                  password-file: postgres.password
                rules:
                  - column: shop.deliveries.duration_us
                    transform: microseconds-to-interval
                data-directory: pipeline
                """.formatted(mysql.port(), postgres.port()));
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

    /** Stops both servers and removes everything, unless the demonstration failed: then its files stay to be looked at. */
    @Override
    public void close() throws IOException {
        Optional.ofNullable(postgres).ifPresent(LocalPostgres::close);
        Optional.ofNullable(mysql).ifPresent(LocalMySql::close);
        if (failed) {
            messages.accept("What the demo left, its log among it, is in " + directory);
        } else {
            Directories.delete(directory);
        }
    }
}
