package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackPortTest {

    @TempDir
    Path directory;

    @Test
    void isNoneThatAnOutgoingConnectionGetsAndStaysTheSame() {
        Path file = directory.resolve("port");

        int port = LoopbackPort.notedIn(file);

        assertThat(port).isBetween(20_000, 32_000);
        assertThat(LoopbackPort.notedIn(file)).isEqualTo(port);
    }
}
