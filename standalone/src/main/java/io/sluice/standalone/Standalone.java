package io.sluice.standalone;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.metrics.HttpEndpoint;
import io.sluice.transformer.Transformer;
import io.sluice.transformer.config.TransformerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of one pipeline, in this process and one child of it.
 *
 * <p>If it is killed at any moment and started again on the same data directory, everything that was written is still
 * there.
 */
public final class Standalone implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    /** The servers that were started, the latest first: the order in which they are stopped. */
    private final Deque<Part> parts = new ArrayDeque<>();

    private final CompletableFuture<StandaloneException> failure = new CompletableFuture<>();
    private final Consumer<FatalKafkaError> onFatalError = this::failed;
    private final DataDirectory data;
    private final Servers servers;
    private final Ports ports;
    private final StandaloneHealth health = new StandaloneHealth(failure);

    private record Part(String name, AutoCloseable server) {}

    private Standalone(DataDirectory data) {
        this.data = data;
        ports = Ports.choose(RunningPipeline.last(data.root()).map(RunningPipeline::servers));
        servers = ports.servers();
    }

    /**
     * Starts all servers and returns when all of them answer.
     *
     * @throws StandaloneException if a server does not start, or another run holds the data directory; the servers that
     *     were started are stopped again
     */
    public static Standalone start(StandaloneConfig config) {
        return start(config, UnaryOperator.identity());
    }

    /** @param workerProperties changes the Connect worker's configuration */
    static Standalone start(StandaloneConfig config, UnaryOperator<Map<String, String>> workerProperties) {
        Standalone standalone = prepare(config);
        try {
            standalone.startParts(config, workerProperties);
        } catch (RuntimeException | Error e) {
            standalone.close();
            throw e;
        }
        return standalone;
    }

    private static Standalone prepare(StandaloneConfig config) {
        DataDirectory data = DataDirectory.open(config.dataDirectory());
        try {
            return new Standalone(data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private void startParts(StandaloneConfig config, UnaryOperator<Map<String, String>> workerProperties) {
        FatalKafkaError.listen(onFatalError);
        HttpEndpoint endpoint = part("endpoint for metrics and health", () -> listen(config.http()));
        new RunningPipeline(ProcessHandle.current().pid(), servers, endpoint.url()).write(data.root());

        // The registry's process starts while the broker starts.
        RegistryProcess registry = part(
                "schema registry",
                () -> RegistryProcess.launch(data, config.registryDirectory(), ports.registry(), failure::complete));
        part("broker", () -> Broker.start(data.broker(), ports));
        // The connectors of an earlier run start with the worker and need the registry at once.
        registry.awaitReady();
        Map<String, String> properties = WorkerProperties.of(config.pipelineName(), servers, config.pluginDirectory());
        health.started(part("Connect worker", () -> {
            OpenTransactions.abort(servers.kafka().bootstrapServers());
            return ConnectWorker.start(workerProperties.apply(properties));
        }));
    }

    private HttpEndpoint listen(Optional<InetSocketAddress> told) {
        InetSocketAddress address = told.orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try {
            return HttpEndpoint.start(address, data.root(), health);
        } catch (IOException e) {
            throw new StandaloneException(
                    "Metrics and health cannot be served at " + address.getHostString() + ":" + address.getPort() + " ("
                            + e.getMessage() + "); set http.listen to another address, or leave it out.",
                    e);
        }
    }

    private <T extends AutoCloseable> T part(String name, Callable<T> start) {
        long startNanos = System.nanoTime();
        try {
            T server = start.call();
            parts.push(new Part(name, server));
            LOG.info("The {} started in {} ms.", name, millisSince(startNanos));
            return server;
        } catch (StandaloneException e) {
            throw e;
        } catch (Exception | FatalKafkaError e) {
            LOG.error("The {} did not start.", name, e);
            throw new StandaloneException(
                    "The " + name + " did not start (" + e.getMessage() + "); see " + data.log() + ".", e);
        }
    }

    private void failed(FatalKafkaError error) {
        failure.complete(new StandaloneException(
                "Kafka stopped by itself (" + error.getMessage() + "); see " + data.log() + ".", error));
    }

    /**
     * Starts the transformer of the pipeline in this process; returns before it has read anything.
     *
     * @param rules the mapping rules to use in place of those in the pipeline's file
     * @throws StandaloneException if it does not start
     */
    public void startTransformer(Pipeline pipeline, MappingRules rules) {
        TransformerConfig config =
                TransformerConfig.of(pipeline, servers, data.streams()).withRules(rules);
        health.started(part(
                "transformer",
                () -> Transformer.start(
                        config,
                        error -> failure.complete(new StandaloneException(
                                "The transformer failed (" + error.getMessage() + "); see " + data.log() + ".",
                                error)))));
    }

    /** The addresses of the servers. */
    public Servers servers() {
        return servers;
    }

    /**
     * Completes normally when a server has failed for good; then the run is over, and {@link #close} must be called.
     */
    public CompletableFuture<StandaloneException> failure() {
        return failure.copy();
    }

    /** Stops all servers in the reverse order of starting, whatever their state. May be called twice. */
    @Override
    public synchronized void close() {
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            stop(part);
        }
        FatalKafkaError.forget(onFatalError);
        data.close();
    }

    /**
     * If a server fails to stop, the servers that were started before it must still be stopped; the process's end ends
     * it.
     */
    private static void stop(Part part) {
        long startNanos = System.nanoTime();
        Thread stopper = new Thread(() -> closeLogged(part), "stop " + part.name());
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopper.isAlive()) {
            LOG.error("The {} did not stop within {} s and is left behind.", part.name(), STOP_TIMEOUT.toSeconds());
        } else {
            LOG.info("The {} stopped in {} ms.", part.name(), millisSince(startNanos));
        }
    }

    private static void closeLogged(Part part) {
        try {
            part.server().close();
        } catch (Exception | FatalKafkaError e) {
            LOG.error("The {} did not stop cleanly.", part.name(), e);
        }
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
