package io.sluice.control.connect;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Both connectors of a pipeline on the user's own Connect. Every call can be repeated. */
public final class ConnectorPair {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 200;

    private final ConnectClient connect;
    private final String source;
    private final String sink;

    public ConnectorPair(ConnectClient connect, Connectors connectors) {
        this.connect = connect;
        this.source = connectors.source();
        this.sink = connectors.sink();
    }

    /** The names of those that are registered. */
    public List<String> present() {
        return Stream.of(source, sink)
                .filter(connector -> connect.status(connector).isPresent())
                .toList();
    }

    /** Why one of them has failed, if one has. */
    public Optional<String> failure() {
        return Stream.of(source, sink)
                .flatMap(connector -> connect.status(connector).stream())
                .flatMap(status -> status.failure().stream())
                .findFirst();
    }

    /** Whether both are registered and neither is paused or stopped. */
    public boolean active() {
        return Stream.of(source, sink).allMatch(connector -> connect.status(connector)
                .filter(status -> !status.held())
                .isPresent());
    }

    /** Pauses both, and returns when the tasks of both have stopped working. */
    public void pause() throws InterruptedException {
        for (String connector : present()) {
            if (!connect.status(connector).map(ConnectorStatus::held).orElse(true)) {
                connect.pause(connector);
            }
        }
        for (String connector : present()) {
            await(connector, ConnectorStatus::resting);
        }
    }

    /**
     * Removes both, and the source's position that Connect has stored: otherwise a new source connector of the same
     * name would continue from there, or fail if MySQL's log does not reach back so far.
     */
    public void remove() throws InterruptedException {
        if (connect.status(source).isPresent()) {
            forgetPosition();
            connect.delete(source);
        }
        connect.delete(sink);
    }

    /** Deletes the source's position in MySQL's log. The source is stopped then, if there is one. */
    public void forgetPosition() throws InterruptedException {
        if (connect.status(source).isPresent()) {
            stopSource();
            connect.deleteOffsets(source);
        }
    }

    /** Stops the source, if there is one; returns when it does nothing any more. */
    public void stopSource() throws InterruptedException {
        if (connect.status(source).isPresent()) {
            connect.stop(source);
            await(
                    source,
                    status -> status.connector() == ConnectorStatus.State.STOPPED
                            && status.tasks().isEmpty());
        }
    }

    private void await(String connector, Predicate<ConnectorStatus> reached) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!connect.status(connector).filter(reached).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new SluiceException(
                        ExitCode.FAILED_CHECK,
                        connector + " still works after " + PATIENCE.toSeconds()
                                + " s; look into the log of its Connect worker and try again");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
