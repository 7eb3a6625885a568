package io.sluice.e2e.faults;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All workloads under each fault, and one check. Set {@code sluice.faults.seed} to repeat what a run has printed, and
 * {@code sluice.faults.only} to a part of a fault's name to run just that.
 */
class FaultMatrixTest {

    private static FaultServers servers;

    @BeforeAll
    static void start() {
        servers = FaultServers.start();
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    static Stream<Fault> faults() {
        String only = System.getProperty("sluice.faults.only", "");
        return Stream.<Fault[]>of(WorkerFault.values()).flatMap(Stream::of).filter(fault -> fault.name()
                .contains(only));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void leavesTheTargetAsTheReferenceHasIt(Fault fault) throws Exception {
        long seed = Long.getLong("sluice.faults.seed", new Random().nextInt());
        System.out.println("[fault] " + fault.name() + ", seed " + seed);
        try (Stage stage = Stage.open(servers, fault.name().toLowerCase(Locale.ROOT), fault.setting(), seed)) {
            stage.overture();
            stage.awaitApplied();
            fault.strike(stage);
            stage.burst();
            stage.awaitApplied();
            stage.check();
        }
    }
}
