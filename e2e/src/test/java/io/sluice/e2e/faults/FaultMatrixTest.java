package io.sluice.e2e.faults;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All workloads under each fault, and one check. Set {@code sluice.faults.seed} to repeat what a run has printed, and
 * {@code sluice.faults.only} to a pattern that is in the names of the faults to run.
 */
class FaultMatrixTest {

    /** Deaths at moments that are less delicate than those of the other deaths. */
    private static final Set<Fault> SHOWN_BY_OTHERS = Set.of(
            WorkerFault.KILLED_BEFORE_IT_SENDS,
            WorkerFault.KILLED_BEFORE_COMMIT,
            WorkerFault.KILLED_IN_THE_MIDDLE_OF_A_BATCH,
            WorkerFault.KILLED_BEFORE_ITS_OFFSETS_ARE_COMMITTED,
            WorkerFault.JOINED_BY_ANOTHER_WHILE_IT_RETRIES);

    private static final AtomicInteger STAGES = new AtomicInteger();

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
        Predicate<String> only =
                Pattern.compile(System.getProperty("sluice.faults.only", "")).asPredicate();
        return Stream.<Fault[]>of(
                        WorkerFault.values(),
                        NetworkFault.values(),
                        DatabaseFault.values(),
                        RecordFault.values(),
                        TopicFault.values())
                .flatMap(Stream::of)
                .filter(fault -> only.test(fault.name()));
    }

    static Stream<Fault> sharpFaults() {
        return faults().filter(fault -> !SHOWN_BY_OTHERS.contains(fault));
    }

    @ParameterizedTest
    @MethodSource("sharpFaults")
    void leavesTheTargetAsTheReferenceHasIt(Fault fault) throws Exception {
        strike(fault);
    }

    /** With two more seeds, unless one is given. */
    @ParameterizedTest
    @MethodSource({"faults", "faults"})
    @Tag("thorough")
    void leavesTheTargetAsTheReferenceHasItAgain(Fault fault) throws Exception {
        strike(fault);
    }

    private static void strike(Fault fault) throws Exception {
        long seed = Long.getLong("sluice.faults.seed", new Random().nextInt());
        System.out.println("[fault] " + fault.name() + ", seed " + seed);
        // The topics of a stage stay: the next one for the same fault has others.
        String name = fault.name().toLowerCase(Locale.ROOT) + "_" + STAGES.incrementAndGet();
        try (Stage stage = Stage.open(servers, name, fault.setting(), seed)) {
            stage.overture();
            stage.awaitApplied();
            fault.strike(stage);
            stage.burst();
            stage.awaitApplied();
            stage.check();
        }
    }
}
