package io.sluice.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterCountTest {

    private static final long MINUTE = 60_000;

    private final LetterCount count = new LetterCount(3, LetterCount.NEVER);

    @Test
    void admitsAsManyInAMinuteAsTheLimitSays() {
        assertThat(count.admit(0)).isTrue();
        assertThat(count.admit(30_000)).isTrue();
        assertThat(count.admit(59_998)).isTrue();
        assertThat(count.admit(59_999)).isFalse();
    }

    @Test
    void admitsAnyNumberOverALongTime() {
        for (long i = 0; i < 1_000; i++) {
            assertThat(count.admit(i * MINUTE / 3)).as("the letter %d", i).isTrue();
        }
    }

    /** Times are those of the records, and a source's clock may be set back. */
    @Test
    void countsARecordOfAnEarlierTimeAsOneOfNow() {
        count.admit(MINUTE);
        count.admit(0);
        count.admit(0);
        assertThat(count.admit(0)).isFalse();
        assertThat(count.admit(2 * MINUTE)).isTrue();
    }

    @Test
    void admitsWhatIsAcceptedUntilAMinuteHasPassedWithoutADeadLetter() {
        LetterCount accepted = new LetterCount(1, LetterCount.acceptedUntil(0));
        for (long time = -MINUTE; time <= 5 * MINUTE; time += 100) {
            assertThat(accepted.admit(time)).isTrue();
        }
        assertThat(accepted.acceptedUntilMillis()).isEqualTo(6 * MINUTE);
        assertThat(accepted.admit(6 * MINUTE + 1)).as("the first after it").isTrue();
        assertThat(accepted.admit(6 * MINUTE + 2)).as("the second after it").isFalse();
    }

    @Test
    void tellsWhetherSeveralAreAdmittedWhateverTheirOrder() {
        count.admit(0);
        assertThat(count.admitsAll(List.of())).isTrue();
        assertThat(count.admitsAll(List.of(5L, 1L))).isTrue();
        assertThat(count.admitsAll(List.of(1L, 2L, 3L))).isFalse();
        LetterCount accepted = new LetterCount(1, MINUTE);
        assertThat(accepted.admitsAll(List.of(0L, 1L, MINUTE, MINUTE + 1))).isTrue();
        assertThat(accepted.admitsAll(List.of(0L, MINUTE + 2, MINUTE + 1))).isFalse();
    }

    @Test
    void aLimitOfNoneIsRefused() {
        assertThatThrownBy(() -> new LetterCount(0, LetterCount.NEVER)).hasMessageContaining("at least 1");
    }
}
