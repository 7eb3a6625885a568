package io.sluice.e2e.absence;

import io.sluice.control.watch.Dependency;
import io.sluice.e2e.Signals;

/** How a server goes away, and comes back. */
enum ServerFault {
    BROKER_KILLED(Dependency.KAFKA) {
        @Override
        void begin(SeparateServers servers, Branch branch) throws Exception {
            servers.broker().kill();
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.startBroker();
        }
    },
    BROKER_SILENT(Dependency.KAFKA) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            servers.broker().suspend();
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.broker().wake();
        }
    },
    CONNECT_KILLED(Dependency.CONNECT) {
        @Override
        void begin(SeparateServers servers, Branch branch) throws Exception {
            servers.worker().kill();
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.startWorker();
        }
    },
    CONNECT_SILENT(Dependency.CONNECT) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            servers.worker().suspend();
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.worker().wake();
        }
    },
    TRANSFORMER_KILLED(Dependency.TRANSFORMER) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            branch.transformer().killHard();
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            branch.startTransformer();
        }
    },
    TRANSFORMER_SILENT(Dependency.TRANSFORMER) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            Signals.send("STOP", branch.transformer().handle().pid());
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            Signals.send("CONT", branch.transformer().handle().pid());
        }
    },
    REGISTRY_SILENT(Dependency.REGISTRY) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.UNANSWERED);
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.PASSED_ON);
        }
    },
    REGISTRY_UNAUTHORIZED(Dependency.REGISTRY) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.UNAUTHORIZED);
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.PASSED_ON);
        }
    },
    REGISTRY_NOT_FOUND(Dependency.REGISTRY) {
        @Override
        void begin(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.NOT_FOUND);
        }

        @Override
        void end(SeparateServers servers, Branch branch) {
            servers.registry().set(RegistryGate.Mode.PASSED_ON);
        }
    };

    private final Dependency dependency;

    ServerFault(Dependency dependency) {
        this.dependency = dependency;
    }

    /** Who is away meanwhile. */
    Dependency dependency() {
        return dependency;
    }

    abstract void begin(SeparateServers servers, Branch branch) throws Exception;

    abstract void end(SeparateServers servers, Branch branch);
}
