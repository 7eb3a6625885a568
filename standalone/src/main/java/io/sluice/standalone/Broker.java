package io.sluice.standalone;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A Kafka broker and its controller, in this process, on the loopback interface.
 *
 * <p>After a kill the controller is first started alone, to unregister the killed broker. Otherwise the new broker at
 * once gets all partitions that the killed one led, and seconds later, when the controller notices the kill, no
 * partition has a leader for a moment. Kafka then treats a partition without a leader as deleted, and completes a
 * transaction whose commit the kill interrupted without its markers: its records, and all that follow them, never
 * become visible (docs/adr/0008).
 */
public final class Broker implements AutoCloseable {

    /** The file that Kafka writes at a clean stop, and deletes when it starts. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private final KafkaRaftServer server;

    private Broker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Formats the directory if it is new, and returns when the broker answers clients.
     *
     * @throws StandaloneException if the directory cannot be used
     */
    public static Broker start(Path directory, Ports ports) {
        // Kafka writes this file last and atomically: without it, the formatting was not completed.
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        } else if (!Files.exists(directory.resolve(CLEAN_SHUTDOWN))) {
            forgetKilledBroker(directory, ports);
        }
        return launch(BrokerProperties.of(directory, ports));
    }

    private static void forgetKilledBroker(Path directory, Ports ports) {
        Map<String, Object> client = Map.of("bootstrap.controllers", Ports.HOST + ":" + ports.controller());
        try (Broker controller = launch(BrokerProperties.ofController(directory, ports));
                Admin admin = Admin.create(client)) {
            admin.unregisterBroker(BrokerProperties.NODE_ID).all().get();
        } catch (ExecutionException e) {
            // The broker was killed before it had registered.
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new StandaloneException(
                        "The broker that was killed in " + directory + " could not be taken off the controller's list ("
                                + e.getCause().getMessage() + "); start again.",
                        e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Starting was interrupted; start again.", e);
        }
    }

    private static Broker launch(Map<String, String> properties) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Broker broker = new Broker(server);
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static void format(Path directory) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new StandaloneException(
                    "The broker's directory " + directory + " could not be formatted ("
                            + said.toString(StandardCharsets.UTF_8).strip() + " " + e.getMessage()
                            + "); empty it and start again.",
                    e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
