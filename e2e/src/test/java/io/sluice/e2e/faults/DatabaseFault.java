package io.sluice.e2e.faults;

import io.sluice.e2e.network.Trap;
import java.util.List;

/** PostgreSQL stops, or refuses what would otherwise be right. */
enum DatabaseFault implements Fault {
    RESTARTED {
        @Override
        public void strike(Stage stage) throws Exception {
            stage.burst();
            stage.servers().postgres().restart();
        }
    },
    /** As after a power cut: PostgreSQL has to recover. */
    CRASHED {
        @Override
        public void strike(Stage stage) throws Exception {
            stage.burst();
            stage.servers().crashPostgres();
            stage.burst();
            stage.servers().postgres().restart();
        }
    },
    STATEMENT_TIMEOUT {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.database("statement_timeout", "1s");
        }

        @Override
        public void strike(Stage stage) throws Exception {
            lockTablesUntil("57014", stage);
        }
    },
    LOCK_TIMEOUT {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.database("lock_timeout", "500ms");
        }

        @Override
        public void strike(Stage stage) throws Exception {
            lockTablesUntil("55P03", stage);
        }
    },
    /** Somebody holds a lock on the table, and wants the row of the offsets, which the sink holds. */
    DEADLOCK {
        @Override
        public FaultSetting setting() {
            // Of two tasks only one would find out, as each looks for a deadlock only once: this long after it began to
            // wait, by when the rivals have to wait too.
            return FaultSetting.PLAIN.ofOnePartition().database("deadlock_timeout", "5s");
        }

        @Override
        public void strike(Stage stage) throws Exception {
            List<Trap> errors = stage.trap(message -> message.reports("40P01"));
            try (RivalTransactions rivals = RivalTransactions.lockTables(stage)) {
                // The sink is the one that finds out, and is sacrificed.
                rivals.execute("SET deadlock_timeout = '1min'");
                stage.burst();
                rivals.awaitWaiters();
                rivals.execute("SELECT FROM sluice.sink_offset WHERE connector = '%s' FOR UPDATE");
                stage.awaitSprung(errors);
            }
            errors.forEach(Trap::release);
        }
    },
    /** Somebody changes the row of the offsets while the sink waits for it. */
    SERIALIZATION_FAILURE {
        @Override
        public FaultSetting setting() {
            return FaultSetting.PLAIN.database("default_transaction_isolation", "serializable");
        }

        @Override
        public void strike(Stage stage) throws Exception {
            List<Trap> errors = stage.trap(message -> message.reports("40001"));
            try (RivalTransactions rivals = RivalTransactions.begin(stage)) {
                rivals.execute("UPDATE sluice.sink_offset SET applied_at = applied_at WHERE connector = '%s'");
                stage.burst();
                rivals.awaitWaiters();
                rivals.commit();
                stage.awaitSprung(errors);
            }
            errors.forEach(Trap::release);
        }
    },
    DISK_FULL {
        @Override
        public void strike(Stage stage) throws Exception {
            List<Trap> errors = stage.trap(message -> message.reports("53100"));
            try (SmallDisk disk = SmallDisk.under(stage)) {
                disk.fill();
                stage.burst();
                stage.awaitSprung(errors);
                disk.free();
                errors.forEach(Trap::release);
                stage.awaitApplied();
            }
        }
    };

    /** Somebody else has the tables until PostgreSQL has told each sink this SQLSTATE. */
    private static void lockTablesUntil(String state, Stage stage) throws Exception {
        List<Trap> errors = stage.trap(message -> message.reports(state));
        try (RivalTransactions rivals = RivalTransactions.lockTables(stage)) {
            stage.burst();
            stage.awaitSprung(errors);
        }
        errors.forEach(Trap::release);
    }
}
