package io.sluice.e2e.absence;

import io.sluice.control.watch.Dependency;
import io.sluice.e2e.Signals;
import io.sluice.e2e.absence.HttpGate.Mode;

/** How a server goes away, and comes back. */
enum ServerFault {
    BROKER_KILLED(
            Dependency.KAFKA, (servers, branch) -> servers.broker().kill(), (servers, branch) -> servers.startBroker()),
    BROKER_SILENT(
            Dependency.KAFKA, (servers, branch) -> servers.broker().suspend(), (servers, branch) -> servers.broker()
                    .wake()),
    CONNECT_KILLED(
            Dependency.CONNECT,
            (servers, branch) -> servers.worker().kill(),
            (servers, branch) -> servers.startWorker()),
    CONNECT_SILENT(
            Dependency.CONNECT, (servers, branch) -> servers.worker().suspend(), (servers, branch) -> servers.worker()
                    .wake()),
    CONNECT_UNAUTHORIZED(Dependency.CONNECT, connect(Mode.UNAUTHORIZED), connect(Mode.PASSED_ON)),
    CONNECT_NOT_FOUND(Dependency.CONNECT, connect(Mode.NOT_FOUND), connect(Mode.PASSED_ON)),
    CONNECT_EXPIRED(Dependency.CONNECT, connect(Mode.EXPIRED), connect(Mode.PASSED_ON)),
    TRANSFORMER_KILLED(
            Dependency.TRANSFORMER,
            (servers, branch) -> branch.transformer().killHard(),
            (servers, branch) -> branch.startTransformer()),
    TRANSFORMER_SILENT(Dependency.TRANSFORMER, signal("STOP"), signal("CONT")),
    REGISTRY_SILENT(Dependency.REGISTRY, registry(Mode.UNANSWERED), registry(Mode.PASSED_ON)),
    REGISTRY_UNAUTHORIZED(Dependency.REGISTRY, registry(Mode.UNAUTHORIZED), registry(Mode.PASSED_ON)),
    REGISTRY_NOT_FOUND(Dependency.REGISTRY, registry(Mode.NOT_FOUND), registry(Mode.PASSED_ON)),
    REGISTRY_EXPIRED(Dependency.REGISTRY, registry(Mode.EXPIRED), registry(Mode.PASSED_ON));

    @FunctionalInterface
    private interface Step {
        void take(SeparateServers servers, Branch branch) throws Exception;
    }

    private final Dependency dependency;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Step begin;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final Step end;

    ServerFault(Dependency dependency, Step begin, Step end) {
        this.dependency = dependency;
        this.begin = begin;
        this.end = end;
    }

    private static Step registry(Mode mode) {
        return (servers, branch) -> servers.registry().set(mode);
    }

    private static Step connect(Mode mode) {
        return (servers, branch) -> servers.connect().set(mode);
    }

    private static Step signal(String name) {
        return (servers, branch) ->
                Signals.send(name, branch.transformer().handle().pid());
    }

    /** Who is away meanwhile. */
    Dependency dependency() {
        return dependency;
    }

    void begin(SeparateServers servers, Branch branch) throws Exception {
        begin.take(servers, branch);
    }

    void end(SeparateServers servers, Branch branch) throws Exception {
        end.take(servers, branch);
    }
}
