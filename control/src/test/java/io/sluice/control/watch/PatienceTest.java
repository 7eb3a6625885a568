package io.sluice.control.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The faults are made by hand here; AbsentDatabasesTest has real servers go away. */
class PatienceTest {

    private static final Exception NO_CONNECTION = new SQLException("connection refused", "08001");
    private static final Exception WRONG_PASSWORD =
            new SluiceException(ExitCode.WRONG_USAGE, "refuses the user; check the password");
    private static final Exception MISSING_TABLE = new SQLException("relation does not exist", "42P01");

    private final Deque<Exception> answers = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private final DependencyWatch watch =
            new DependencyWatch(Map.of(Dependency.POSTGRESQL, () -> throwNext(answers)), () -> now);
    private final Patience patience = new Patience(watch);

    @Test
    void aStepIsDoneAgainWhenItsServerIsBack() throws Exception {
        Deque<Exception> failures = new ArrayDeque<>(List.of(NO_CONNECTION));
        patience.through(() -> throwNext(failures));
        assertThat(failures).isEmpty();
    }

    @Test
    void aRefusalIsWaitedForAsTheWatchIsRefusedToo() throws Exception {
        answers.add(WRONG_PASSWORD);
        Deque<Exception> failures = new ArrayDeque<>(List.of(WRONG_PASSWORD));
        patience.through(() -> throwNext(failures));
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureOfAnotherKindIsTheCallers() {
        Deque<Exception> failures = new ArrayDeque<>(List.of(MISSING_TABLE));
        assertThatThrownBy(() -> patience.through(() -> throwNext(failures))).isSameAs(MISSING_TABLE);
    }

    @Test
    void aPipelineThatHasFailedIsNotWaitedFor() {
        answers.add(NO_CONNECTION);
        Exception failed = new SluiceException(ExitCode.FAILED_CHECK, "the pipeline failed");
        assertThatThrownBy(() -> patience.through(() -> throwNext(new ArrayDeque<>(List.of(failed)))))
                .isSameAs(failed);
    }

    @Test
    void silenceMayLastARefusalMayNot() {
        answers.addAll(List.of(NO_CONNECTION, WRONG_PASSWORD));
        assertThat(watch.askAll())
                .containsExactly(new Absence(Dependency.POSTGRESQL, Absence.Kind.SILENT, 0, "connection refused"));
        now = now.plus(Duration.ofHours(1));
        assertThat(watch.lasting()).isEmpty();
        watch.askAll();
        assertThat(watch.lasting()).isEmpty();
        now = now.plus(DependencyWatch.REFUSAL_MAX);
        assertThat(watch.lasting()).hasSize(1);
        assertThat(watch.askAll()).isEmpty();
    }

    private static void throwNext(Deque<Exception> failures) throws Exception {
        Exception next = failures.poll();
        if (next != null) {
            throw next;
        }
    }
}
