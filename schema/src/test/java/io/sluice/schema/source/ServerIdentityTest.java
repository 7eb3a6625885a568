package io.sluice.schema.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.SluiceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerIdentityTest {

    @Test
    void withoutGtidsOnlyTheSameServerGoesOn() {
        ServerIdentity server = new ServerIdentity("a", false);

        assertThatCode(() -> server.require(Optional.of("a"))).doesNotThrowAnyException();
        assertThatCode(() -> server.require(Optional.empty())).doesNotThrowAnyException();
        assertThatThrownBy(() -> server.require(Optional.of("b")))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("MySQL is not the server that the pipeline has read so far (a in place of b)");
    }

    @Test
    void withGtidsAnyServerOfTheSameHistoryGoesOn() {
        assertThatCode(() -> new ServerIdentity("a", true).require(Optional.of("b")))
                .doesNotThrowAnyException();
    }
}
