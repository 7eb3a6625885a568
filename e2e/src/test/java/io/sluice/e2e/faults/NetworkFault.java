package io.sluice.e2e.faults;

import io.sluice.e2e.network.Message;
import io.sluice.e2e.network.Trap;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The way between the sink and PostgreSQL breaks, and is there again. */
enum NetworkFault implements Fault {
    CUT_BEFORE_COMMIT {
        @Override
        public void strike(Stage stage) throws Exception {
            cutAt(stage, Message::ordersCommit);
        }
    },
    CUT_AFTER_COMMIT_BEFORE_ITS_ANSWER {
        @Override
        public void strike(Stage stage) throws Exception {
            cutAt(stage, Message::answersCommit);
        }
    },
    CUT_AGAIN_AND_AGAIN {
        @Override
        public void strike(Stage stage) throws Exception {
            for (int i = 0; i < CUTS; i++) {
                stage.burst();
                Thread.sleep(100);
                stage.cut();
            }
        }
    },
    /** Nothing passes, and nobody is told; then everything arrives late. */
    SILENT_FOR_A_WHILE {
        @Override
        public void strike(Stage stage) throws Exception {
            stage.lanes().forEach(lane -> lane.network().freeze());
            stage.burst();
            Thread.sleep(SILENCE.toMillis());
            stage.lanes().forEach(lane -> lane.network().thaw());
        }
    };

    private static final int CUTS = 4;
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static void cutAt(Stage stage, Predicate<Message> moment) throws Exception {
        List<Trap> traps = stage.trap(moment);
        stage.burst();
        stage.awaitSprung(traps);
        stage.burst();
        stage.cut();
    }
}
