package io.sluice.e2e.bench;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.ConnectorStatus.State;
import io.sluice.core.access.HttpAccess;
import io.sluice.core.failure.SluiceException;
import io.sluice.e2e.TestPipeline;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the two systems that are measured, as a process on the same databases. */
public interface PipelineContender {

    String name();

    /** Its databases. */
    TestPipeline pipeline();

    /** The target table, schema included. */
    String table();

    /** Starts the process, fresh or on what it left when it was stopped. */
    void start();

    /** Lets it end cleanly, and waits for that. */
    void stop();

    ProcessHandle process();

    /** Its Connect worker, once that is known. */
    Optional<HttpAccess> connect();

    /**
     * Whether every task of both connectors runs.
     *
     * @throws IllegalStateException with the reason, if the process has ended or a task has failed
     */
    default boolean isUp() {
        if (!process().isAlive()) {
            throw new IllegalStateException(
                    name() + " ended; its directory is " + pipeline().file().getParent());
        }
        return connect().map(ConnectClient::new).map(this::tasksRun).orElse(false);
    }

    private boolean tasksRun(ConnectClient client) {
        try {
            return Stream.of("-source", "-sink")
                    .allMatch(end -> client.status(pipeline().name() + end)
                            .map(this::running)
                            .orElse(false));
        } catch (SluiceException notYetThere) {
            return false;
        }
    }

    private boolean running(ConnectorStatus status) {
        status.failure().ifPresent(reason -> {
            throw new IllegalStateException(name() + " failed: " + reason);
        });
        return status.all(State.RUNNING);
    }
}
