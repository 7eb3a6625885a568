package io.sluice.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = Backoff.doubling(SECOND, Duration.ofSeconds(5));
        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToLong(attempt -> backoff.after(attempt).toSeconds()))
                .containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void growsByItsFactor() {
        Backoff backoff = new Backoff(Duration.ofMillis(80), 1.25, SECOND);
        assertThat(IntStream.rangeClosed(1, 3)
                        .mapToLong(attempt -> backoff.after(attempt).toMillis()))
                .containsExactly(80L, 100L, 125L);
    }

    @Test
    void staysAtTheLongestHoweverManyAttemptsFail() {
        assertThat(Backoff.doubling(SECOND, Duration.ofMinutes(1)).after(Integer.MAX_VALUE))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesPausesThatDoNotGrow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.doubling(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.doubling(SECOND, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(SECOND, 0.9, SECOND));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.doubling(SECOND, SECOND).after(0));
    }
}
