package io.sluice.standalone;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Thrown instead of ending the process where Kafka's code would end it: the broker on a fault that it cannot survive, the
 * Connect worker when its herder dies.
 *
 * <p>Kafka has one such switch per process, so every listener hears of every error.
 */
final class FatalKafkaError extends Error {

    private static final long serialVersionUID = 1L;
    private static final List<Consumer<FatalKafkaError>> LISTENERS = new CopyOnWriteArrayList<>();

    static {
        Exit.setExitProcedure(FatalKafkaError::raise);
        Exit.setHaltProcedure(FatalKafkaError::raise);
        // Kafka's own hooks would stop the worker beside the broker that it needs; the order of stopping is ours.
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
