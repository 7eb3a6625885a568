package io.sluice.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.faults.Table.Column;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What comes from Kafka is not what one would like. */
enum RecordFault implements Fault {
    /** Records that PostgreSQL refuses: the first of a batch, two in the middle, the last of all. */
    POISON {
        @Override
        public FaultSetting setting() {
            return DeadLetterTopic.setting(FaultSetting.PLAIN);
        }

        @Override
        public void strike(Stage stage) throws Exception {
            for (Lane lane : stage.lanes()) {
                lane.topic().write(poisoned(lane));
            }
            stage.awaitApplied();
        }
    },
    /** A record is refused, and so is the report of it: nothing behind it may be taken for applied. */
    POISON_AND_NO_DEAD_LETTERS {
        @Override
        public FaultSetting setting() {
            return DeadLetterTopic.setting(FaultSetting.PLAIN);
        }

        @Override
        public void strike(Stage stage) throws Exception {
            stage.deadLetterTopic().refuse();
            for (Lane lane : stage.lanes()) {
                lane.topic().write(poisoned(lane));
            }
            assertThat(stage.awaitFailures()).allMatch(failure -> failure.contains("max message size"));
            try (Connection connection = stage.connection()) {
                for (Lane lane : stage.lanes()) {
                    assertThat(TargetOffsets.passed(
                                    connection, lane, lane.topic().deadLetters()))
                            .as("dead letters of %s that are neither reported nor kept for later", lane)
                            .isEmpty();
                }
            }
            stage.deadLetterTopic().accept();
            stage.restartFailed();
        }
    },
    /** Offsets have gaps, and what a consumer must not see lies in some of them. */
    ABORTED_TRANSACTIONS {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN
                    .connector("consumer.override.isolation.level", "read_committed")
                    .inTransactions();
        }

        @Override
        public void strike(Stage stage) throws Exception {
            for (int i = 0; i < 3; i++) {
                for (Lane lane : stage.lanes()) {
                    List<Event> events = lane.history().next();
                    lane.topic().write(events);
                    // Applied, they would be the same again.
                    lane.topic().writeInVain(events);
                    lane.burst();
                }
            }
        }
    },
    /** Records with one column more, and then again without it. */
    OLD_SCHEMA_AFTER_NEW {
        @Override
        public void strike(Stage stage) throws Exception {
            for (Lane lane : stage.lanes()) {
                Table old = lane.history().table();
                lane.history().evolve(old.with(Column.of("extra", WorkloadColumnType.TEXT)));
                lane.burst();
                lane.history().evolve(old);
                lane.burst();
            }
        }
    };

    private static List<Event> poisoned(Lane lane) {
        History history = lane.history();
        List<Event> events = new ArrayList<>();
        events.add(history.poison());
        while (events.size() < lane.workload().burst() / 2) {
            events.addAll(history.next());
        }
        events.add(history.poison());
        events.add(history.poison());
        while (events.size() < lane.workload().burst()) {
            events.addAll(history.next());
        }
        events.add(history.poison());
        return events;
    }
}
