package io.sluice.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @Test
    void isAHostAndAPort() {
        assertThat(ListenAddress.parse("0.0.0.0:9404").getPort()).isEqualTo(9404);
        assertThat(ListenAddress.parse("0.0.0.0:9404").getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(ListenAddress.parse("[::1]:80").getAddress().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9404", ":9404", "host", "host:", "host:port", "host:99999"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
