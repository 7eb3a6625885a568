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

    private final Exception noConnection = new SQLException("connection refused", "08001");
    private final Exception wrongPassword =
            new SluiceException(ExitCode.WRONG_USAGE, "refuses the user; check the password");
    private final Exception missingTable = new SQLException("relation does not exist", "42P01");

    private final Deque<Exception> answers = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private final DependencyWatch watch =
            new DependencyWatch(Map.of(Dependency.POSTGRESQL, () -> throwNext(answers)), () -> now);
    private final Patience patience = new Patience(watch);

    @Test
    void aStepIsDoneAgainWhenItsServerIsBack() throws Exception {
        Deque<Exception> failures = new ArrayDeque<>(List.of(noConnection));
        patience.through(() -> throwNext(failures));
        assertThat(failures).isEmpty();
    }

    @Test
    void aRefusalIsWaitedForAsTheWatchIsRefusedToo() throws Exception {
        answers.add(wrongPassword);
        Deque<Exception> failures = new ArrayDeque<>(List.of(wrongPassword));
        patience.through(() -> throwNext(failures));
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureOfAnotherKindIsTheCallers() {
        Deque<Exception> failures = new ArrayDeque<>(List.of(missingTable));
        assertThatThrownBy(() -> patience.through(() -> throwNext(failures))).isSameAs(missingTable);
    }

    @Test
    void aPipelineThatHasFailedIsNotWaitedFor() {
        answers.add(noConnection);
        Exception failed = new SluiceException(ExitCode.FAILED_CHECK, "the pipeline failed");
        assertThatThrownBy(() -> patience.through(() -> throwNext(new ArrayDeque<>(List.of(failed)))))
                .isSameAs(failed);
    }

    @Test
    void silenceMayLastARefusalMayNot() {
        answers.addAll(List.of(noConnection, wrongPassword));
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
