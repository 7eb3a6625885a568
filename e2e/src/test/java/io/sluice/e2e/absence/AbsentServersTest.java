package io.sluice.e2e.absence;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Broker, registry, worker and transformer go away under {@code sluice run}: killed, silent, refusing. The run says who is
 * away, waits, and goes on; nothing is lost, and nothing becomes a dead letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentServersTest {

    private static final int FEW_ROWS = 2;
    private static final int MANY_ROWS = 80_000;

    private SeparateServers servers;
    private Branch streaming;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        servers = new SeparateServers(directory);
        streaming = new Branch(servers, FEW_ROWS);
        streaming.untilStreaming();
    }

    @AfterAll
    void stop() throws SQLException {
        streaming.close();
        servers.close();
    }

    /** What the deaths of Compose's services do not show. */
    @ParameterizedTest
    @EnumSource(names = {"CONNECT_SILENT", "REGISTRY_UNAUTHORIZED", "REGISTRY_EXPIRED"})
    void theStreamGoesOn(ServerFault fault) throws Exception {
        stream(fault, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    void theStreamGoesOnAfterAMinute(ServerFault fault) throws Exception {
        stream(fault, Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    void theLoadGoesOn(ServerFault fault) throws Exception {
        try (Branch branch = new Branch(servers, MANY_ROWS)) {
            branch.untilLoading();
            strike(fault, branch, Duration.ZERO);
            branch.untilStreaming();
            branch.untilEqual();
        }
    }

    private void stream(ServerFault fault, Duration length) throws Exception {
        strike(fault, streaming, length);
        streaming.untilEqual();
    }

    private void strike(ServerFault fault, Branch branch, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        int before = branch.farewells(fault.dependency());
        fault.begin(servers, branch);
        try {
            branch.untilAway(fault.dependency(), before);
            branch.sellAnew();
            await().atMost(length.plusMinutes(1)).until(() -> System.nanoTime() >= end);
        } finally {
            fault.end(servers, branch);
        }
    }
}
