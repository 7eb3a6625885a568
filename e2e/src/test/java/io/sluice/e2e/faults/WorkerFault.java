package io.sluice.e2e.faults;

import io.sluice.e2e.network.Message;
import io.sluice.e2e.network.Message.Side;
import io.sluice.e2e.network.Trap;
import java.sql.Connection;
import java.util.List;
import java.util.function.Predicate;

/** The worker's process is killed, or stands still. */
enum WorkerFault implements Fault {
    KILLED_BEFORE_IT_SENDS {
        @Override
        public void strike(Stage stage) throws Exception {
            killAt(stage, WorkerFault::beginsBatch);
        }
    },
    KILLED_BEFORE_COMMIT {
        @Override
        public void strike(Stage stage) throws Exception {
            killAt(stage, Message::ordersCommit);
        }
    },
    KILLED_AFTER_COMMIT_BEFORE_ITS_ANSWER {
        @Override
        public void strike(Stage stage) throws Exception {
            killAt(stage, Message::answersCommit);
        }
    },
    /** PostgreSQL has the rows in hand, and waits for a lock, when the one who sent them is gone. */
    KILLED_IN_THE_MIDDLE_OF_A_BATCH {
        @Override
        public void strike(Stage stage) throws Exception {
            try (RivalTransactions rivals = RivalTransactions.lockTables(stage)) {
                stage.burst();
                rivals.awaitWaiters();
                stage.servers().worker().kill();
            }
            stage.servers().replaceWorker();
        }
    },
    /** The group knows of nothing that the sink has done, since its offsets were never committed. */
    KILLED_BEFORE_ITS_OFFSETS_ARE_COMMITTED {
        @Override
        public void strike(Stage stage) throws Exception {
            stage.burst();
            stage.awaitApplied();
            stage.servers().worker().kill();
            stage.servers().replaceWorker();
        }
    },
    /** The order to commit is still on its way when a new worker takes over. */
    KILLED_AND_ITS_COMMIT_ARRIVES_LATE {
        @Override
        public void strike(Stage stage) throws Exception {
            List<Trap> traps = stage.trap(Message::ordersCommit);
            stage.burst();
            stage.awaitSprung(traps);
            stage.servers().worker().kill();
            stage.servers().replaceWorker();
            try (Connection connection = stage.connection()) {
                Waiters.await(connection, stage.lanes());
            }
            traps.forEach(Trap::release);
        }
    },
    /** It stands still until another has taken over, and then goes on with what it was about to do. */
    SUSPENDED_AND_REPLACED {
        /** One task for each lane: another that stood still within a transaction would hold its locks for good. */
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.ofOnePartition();
        }

        @Override
        public void strike(Stage stage) throws Exception {
            List<Trap> traps = stage.trap(WorkerFault::beginsBatch);
            stage.burst();
            stage.awaitSprung(traps);
            SinkWorker zombie = stage.servers().worker();
            zombie.suspend();
            try {
                stage.servers().replaceWorker();
                stage.awaitApplied();
                List<Trap> refusals = stage.trap(message ->
                        message.from() == Side.SERVER && message.text().equals("UPDATE 0"));
                traps.forEach(Trap::release);
                zombie.wake();
                stage.awaitSprung(refusals);
                refusals.forEach(Trap::release);
                stage.burst();
                stage.awaitApplied();
            } finally {
                zombie.kill();
            }
        }
    },
    /** Another worker joins, and tasks have to move, while they cannot reach PostgreSQL. */
    JOINED_BY_ANOTHER_WHILE_IT_RETRIES {
        @Override
        public void strike(Stage stage) throws Exception {
            try (SinkWorker other = stage.servers().launchWorker()) {
                stage.lanes().forEach(lane -> lane.network().shut());
                stage.burst();
                other.awaitReady();
                stage.burst();
                stage.lanes().forEach(lane -> lane.network().open());
                stage.awaitApplied();
                stage.burst();
            }
        }
    };

    /** The first statement of every transaction moves the offsets. */
    private static boolean beginsBatch(Message message) {
        return message.from() == Side.CLIENT && message.text().contains("UPDATE sluice.sink_offset");
    }

    private static void killAt(Stage stage, Predicate<Message> moment) throws Exception {
        List<Trap> traps = stage.trap(moment);
        stage.burst();
        stage.awaitSprung(traps);
        stage.burst();
        stage.servers().worker().kill();
        stage.cut();
        stage.servers().replaceWorker();
    }
}
