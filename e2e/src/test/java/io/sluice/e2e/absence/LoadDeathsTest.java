package io.sluice.e2e.absence;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each process that the first filling needs is killed in each of its moments; the filling goes on, and ends equal. KillTest
 * and EmployeesTest are the short form.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadDeathsTest {

    private SeparateServers servers;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        servers = new SeparateServers(directory);
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Filling.Moment.values())
                .flatMap(moment -> Stream.of(Filling.Victim.values()).map(victim -> Arguments.of(moment, victim)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void theFillingGoesOn(Filling.Moment moment, Filling.Victim victim) throws Exception {
        try (Filling filling = new Filling(servers)) {
            filling.goesOnWithout(victim, moment);
        }
    }
}
