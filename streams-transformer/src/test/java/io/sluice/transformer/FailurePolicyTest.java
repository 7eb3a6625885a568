package io.sluice.transformer;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FailurePolicy policy = new FailurePolicy(() -> now, pauses::add);

    @Test
    void replacesAThreadAfterAGrowingPauseUpToALimit() {
        for (int i = 0; i < FailurePolicy.REPLACEMENTS_MAX; i++) {
            assertThat(policy.handle(new DisconnectException("gone"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(policy.failure()).isEmpty();
        assertThat(pauses)
                .startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))
                .hasSize(FailurePolicy.REPLACEMENTS_MAX);

        assertThat(policy.handle(new DisconnectException("still gone"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.failure()).get().isInstanceOf(DisconnectException.class);
    }

    @Test
    void forgivesAfterAQuietTime() {
        policy.handle(new DisconnectException("gone"));
        policy.handle(new DisconnectException("gone"));
        now = now.plus(FailurePolicy.FORGIVEN_AFTER).plusSeconds(1);
        policy.handle(new DisconnectException("gone"));

        assertThat(pauses).endsWith(Duration.ofSeconds(1));
    }

    @Test
    void failsAtOnceWhereWaitingDoesNotHelp() {
        StreamsException wrapped = new StreamsException(new AuthenticationException("wrong password"));

        assertThat(policy.handle(wrapped)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.failure()).get().isInstanceOf(AuthenticationException.class);
        assertThat(pauses).isEmpty();
    }
}
