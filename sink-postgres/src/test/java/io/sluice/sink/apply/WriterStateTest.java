package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.sink.apply.WriterState.Phase;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WriterStateTest {

    private static final Set<TopicPartition> SOME = Set.of(new TopicPartition("t", 0), new TopicPartition("t", 1));

    private final WriterState working = WriterState.NEW.begin(SOME);
    private final WriterState givingUp = working.giveUp();
    private final WriterState failed = working.fail(new IllegalStateException("why"));

    @Test
    void hasPartitionsInHandFromTheBeginningOfAJobToItsEnd() {
        assertThat(WriterState.NEW.inHand()).isEmpty();
        assertThat(working.phase()).isEqualTo(Phase.WORKING);
        assertThat(working.inHand()).isEqualTo(SOME);
        assertThat(working.finish()).isEqualTo(WriterState.NEW);
    }

    @Test
    void worksAgainAfterATransactionWasGivenUp() {
        assertThat(givingUp.phase()).isEqualTo(Phase.GIVING_UP);
        assertThat(givingUp.inHand()).isEqualTo(SOME);
        assertThat(givingUp.giveUp()).isEqualTo(givingUp);
        assertThat(givingUp.finish()).isEqualTo(WriterState.NEW);
    }

    @Test
    void neverWorksAgainOnceItStops() {
        for (WriterState state : new WriterState[] {working, givingUp}) {
            WriterState stopping = state.stop();
            assertThat(stopping.phase()).isEqualTo(Phase.STOPPING);
            assertThat(stopping.inHand()).isEqualTo(SOME);
            assertThat(stopping.giveUp()).isEqualTo(stopping);
            assertThat(stopping.finish()).isEqualTo(WriterState.NEW.stop());
            assertThatIllegalStateException().isThrownBy(() -> stopping.finish().begin(SOME));
        }
    }

    @Test
    void keepsItsFailure() {
        assertThat(failed.failure()).get().extracting(Throwable::getMessage).isEqualTo("why");
        assertThat(failed.inHand()).isEmpty();
        assertThat(failed.stop()).isEqualTo(failed);
        assertThat(working.stop().fail(failed.failure().orElseThrow())).isEqualTo(failed);
        assertThatIllegalStateException().isThrownBy(() -> failed.begin(SOME));
    }

    @Test
    void refusesWhatDoesNotHappen() {
        assertThatIllegalStateException().isThrownBy(() -> working.begin(SOME));
        assertThatIllegalStateException().isThrownBy(WriterState.NEW::giveUp);
        assertThatIllegalStateException().isThrownBy(WriterState.NEW::finish);
        assertThatIllegalArgumentException().isThrownBy(() -> new WriterState(Phase.IDLE, SOME, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriterState(Phase.WORKING, Set.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WriterState(Phase.FAILED, Set.of(), Optional.empty()));
    }
}
