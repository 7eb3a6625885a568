package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PortsTest {

    @Test
    void areDistinctAndBelowThoseOfClients() {
        Ports ports = Ports.choose(Optional.empty());

        assertThat(Stream.of(ports.broker(), ports.controller(), ports.connect(), ports.registry()))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void areTakenAgainExceptThoseThatSomebodyTook() throws Exception {
        Ports earlier = Ports.choose(Optional.empty());
        try (ServerSocket somebody = new ServerSocket()) {
            somebody.bind(Ports.address(earlier.connect()));

            Ports ports = Ports.choose(Optional.of(earlier.servers()));

            assertThat(ports.broker()).isEqualTo(earlier.broker());
            assertThat(ports.registry()).isEqualTo(earlier.registry());
            assertThat(ports.connect()).isNotEqualTo(earlier.connect());
        }
    }
}
