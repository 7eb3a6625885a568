package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.verify.Candidate.Verdict;
import org.junit.jupiter.api.Test;

class CandidateTest {

    @Test
    void isInStepWithWhatMySqlHadBeforeTheFenceOrHasAfterIt() {
        assertThat(new Candidate<>("a").observe("a", "b")).isEqualTo(Verdict.IN_STEP);
        assertThat(new Candidate<>("a").observe("b", "b")).isEqualTo(Verdict.IN_STEP);
    }

    @Test
    void differsOnceTheSameWasSeenTwice() {
        Candidate<String> candidate = new Candidate<>("a");

        assertThat(candidate.observe("x", "a")).isEqualTo(Verdict.OPEN);
        assertThat(candidate.observe("x", "a")).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void startsAnewWhenEitherSideMoves() {
        Candidate<String> candidate = new Candidate<>("a");

        assertThat(candidate.observe("x", "a")).isEqualTo(Verdict.OPEN);
        assertThat(candidate.observe("x", "b")).isEqualTo(Verdict.OPEN);
        assertThat(candidate.observe("x", "b")).isEqualTo(Verdict.OPEN);
        assertThat(candidate.observe("y", "b")).isEqualTo(Verdict.OPEN);
        assertThat(candidate.observe("y", "b")).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void isNotInStepWithWhatMySqlHadLongAgo() {
        Candidate<String> candidate = new Candidate<>("a");
        assertThat(candidate.observe("x", "b")).isEqualTo(Verdict.OPEN);

        assertThat(candidate.observe("a", "b")).isEqualTo(Verdict.OPEN);
    }

    @Test
    void isStuckAsLongAsPostgresStaysTheSame() {
        Candidate<Integer> candidate = new Candidate<>(1);
        candidate.observe(0, 2);
        candidate.observe(0, 3);
        assertThat(candidate.isStuck()).isTrue();

        candidate.observe(-1, 4);
        candidate.observe(-1, 5);
        assertThat(candidate.isStuck()).isFalse();
    }
}
