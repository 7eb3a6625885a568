package io.sluice.transformer;

import static io.sluice.core.wire.SchemaRegistryException.Kind.AWAY;
import static io.sluice.core.wire.SchemaRegistryException.Kind.REFUSES;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.transformer.flood.FloodException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FailurePolicy policy = new FailurePolicy(() -> now, time -> {
        pauses.add(time);
        now = now.plus(time);
    });

    private Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static SchemaRegistryException registry(SchemaRegistryException.Kind kind) {
        return new SchemaRegistryException(kind, "the registry " + kind, null);
    }

    private void failUntilItGivesUp(RuntimeException error) {
        while (policy.handle(error) == REPLACE_THREAD) {
            assertThat(policy.failure()).isEmpty();
        }
        assertThat(policy.failure()).contains(error);
    }

    @Test
    void replacesAThreadAfterAGrowingPauseUpToALimit() {
        failUntilItGivesUp(new KafkaException("a failure of no known kind"));

        assertThat(pauses).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(waited()).isBetween(FailurePolicy.PATIENCE, FailurePolicy.PATIENCE.plusSeconds(30));
    }

    @Test
    void replacesAThreadAtOnceThatHasStoppedATable() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.handle(new StreamsException(new FloodException("orders is stopped", null))))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(pauses).isEmpty();
        assertThat(policy.failure()).isEmpty();
    }

    @Test
    void waitsForARegistryThatRefusesForATime() {
        failUntilItGivesUp(registry(REFUSES));

        assertThat(waited()).isBetween(FailurePolicy.REFUSAL_MAX, FailurePolicy.REFUSAL_MAX.plusSeconds(30));
    }

    @Test
    void waitsForAKafkaThatRefusesThePasswordForATime() {
        failUntilItGivesUp(new AuthenticationException("wrong password"));

        assertThat(waited()).isBetween(FailurePolicy.REFUSAL_MAX, FailurePolicy.REFUSAL_MAX.plusSeconds(30));
    }

    @Test
    void waitsForARegistryThatIsAwayWithoutLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.handle(new StreamsException(registry(AWAY)))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(waited()).isGreaterThan(Duration.ofHours(8));
        assertThat(policy.handle(registry(REFUSES))).as("its own time begins").isEqualTo(REPLACE_THREAD);
    }

    @Test
    void waitsForKafkaWithoutLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.handle(new StreamsException(new DisconnectException("gone"))))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(waited()).isGreaterThan(Duration.ofHours(8));
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
        StreamsException wrapped = new StreamsException(new AuthorizationException("no such right"));

        assertThat(policy.handle(wrapped)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.failure()).get().isInstanceOf(AuthorizationException.class);
        assertThat(pauses).isEmpty();
    }
}
