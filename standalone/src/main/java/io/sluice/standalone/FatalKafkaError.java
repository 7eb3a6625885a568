package io.sluice.standalone;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Thrown where Kafka's code would end the process: by the broker on a fault that it cannot survive, by the Connect
 * worker when its herder fails.
 *
 * <p>Kafka has one exit procedure per process, so every listener is told every error.
 */
final class FatalKafkaError extends Error {

    private static final long serialVersionUID = 1L;
    private static final List<Consumer<FatalKafkaError>> LISTENERS = new CopyOnWriteArrayList<>();

    static {
        Exit.setExitProcedure(FatalKafkaError::raise);
        Exit.setHaltProcedure(FatalKafkaError::raise);
        // Kafka's own hooks would stop worker and broker at the same time, but the worker needs the broker until it has
        // stopped.
        Exit.setShutdownHookAdder((name, hook) -> {});
    }

    private FatalKafkaError(String message) {
        super(message);
    }

    static void listen(Consumer<FatalKafkaError> listener) {
        LISTENERS.add(listener);
    }

    static void forget(Consumer<FatalKafkaError> listener) {
        LISTENERS.remove(listener);
    }

    private static void raise(int status, String message) {
        String reason = message == null ? "" : ", " + message;
        String thread = Thread.currentThread().getName();
        FatalKafkaError error = new FatalKafkaError("exit status " + status + " in thread " + thread + reason);
        LISTENERS.forEach(listener -> listener.accept(error));
        throw error;
    }
}
