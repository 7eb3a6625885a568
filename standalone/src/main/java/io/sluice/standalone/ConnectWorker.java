package io.sluice.standalone;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A Kafka Connect worker in distributed mode, in this process. */
public final class ConnectWorker implements AutoCloseable {

    private final Connect<?> connect;

    private ConnectWorker(Connect<?> connect) {
        this.connect = connect;
    }

    /**
     * Returns when the worker has joined its group and its REST interface takes requests.
     *
     * @param properties of the worker; {@code listeners} is one address
     * @throws FatalKafkaError if Kafka gave up, with the reason in the log
     * @throws IllegalStateException if it never became ready
     */
    public static ConnectWorker start(Map<String, String> properties) {
        ConnectWorker worker = new ConnectWorker(launch(properties));
        try {
            URI health = URI.create(properties.get("listeners") + "/health");
            if (!Readiness.await(health, worker::hasEnded)) {
                throw new IllegalStateException("it did not join its group");
            }
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
        return worker;
    }

    private static Connect<?> launch(Map<String, String> properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return new ConnectDistributed().startConnect(properties);
        } finally {
            // The worker leaves its plugin class loader on the thread that starts it.
            thread.setContextClassLoader(before);
        }
    }

    private boolean hasEnded() {
        return connect.herderTask().isDone();
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
