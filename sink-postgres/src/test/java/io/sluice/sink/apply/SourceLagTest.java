package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SourceLagTest {

    private final TestClock clock = new TestClock();
    private final SourceLag lag = new SourceLag(clock);

    @Test
    void growsAsLongAsABatchDoesNotGetThrough() {
        lag.begins(secondsAgo(2));
        assertThat(lag.millis()).isEqualTo(2_000);
        clock.pass(Duration.ofMinutes(5));
        assertThat(lag.millis()).isEqualTo(302_000);
    }

    @Test
    void isRememberedForAWhileAndThenZero() {
        lag.begins(secondsAgo(2));
        clock.pass(Duration.ofSeconds(1));
        lag.applied();
        clock.pass(SourceLag.REMEMBERED);
        assertThat(lag.millis()).isEqualTo(3_000);
        clock.pass(Duration.ofMillis(1));
        assertThat(lag.millis()).isZero();
    }

    @Test
    void isNeverNegative() {
        lag.begins(secondsAgo(-1));
        assertThat(lag.millis()).isZero();
    }

    @Test
    void staysWhereChangesDoNotTellTheirTime() {
        lag.begins(OptionalLong.empty());
        lag.applied();
        assertThat(lag.millis()).isZero();
    }

    private OptionalLong secondsAgo(int seconds) {
        return OptionalLong.of((clock.millis() - seconds * 1_000L) * 1_000);
    }

    private static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a lag has no zone");
        }
    }
}
