package io.sluice.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody takes the sink back to the beginning. */
enum TopicFault implements Fault {
    /** The topics begin with snapshots, so they may be read again as a whole. */
    OFFSETS_RESET {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.ofOnePartition();
        }

        @Override
        public void strike(Stage stage) throws Exception {
            stage.burst();
            stage.awaitApplied();
            stage.resetOffsets();
        }
    },
    /** Other records are where the sink had been: it must not take them for those. */
    DELETED_AND_CREATED_AGAIN {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.ofOnePartition().connector("consumer.override.metadata.max.age.ms", "500");
        }

        @Override
        public void strike(Stage stage) throws Exception {
            fillNewTopics(stage);
            isNoticed(stage);
        }
    },
    /** The new topics are longer than the old ones when the sink comes back, so that no offset is out of their range. */
    CREATED_AGAIN_WHILE_THE_SINK_WAS_AWAY {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.ofOnePartition();
        }

        @Override
        public void strike(Stage stage) throws Exception {
            stage.stopConnectors();
            fillNewTopics(stage);
            stage.burst();
            stage.burst();
            stage.resumeConnectors();
            isNoticed(stage);
        }
    };

    private static void fillNewTopics(Stage stage) throws Exception {
        stage.recreateTopics();
        for (Lane lane : stage.lanes()) {
            lane.history().clear();
            lane.topic().startAgain();
            lane.snapshot();
        }
    }

    private static void isNoticed(Stage stage) {
        assertThat(stage.awaitFailures()).allMatch(failure -> failure.contains("deleted and created again"));
        stage.resetOffsets();
    }
}
