package io.sluice.e2e.faults;

import java.util.HashMap;
import java.util.Map;

/**
 * What a fault needs to be different from the beginning.
 *
 * @param connector settings of the connectors, in place of others
 * @param database settings of the database, as {@code ALTER DATABASE … SET} takes them
 */
record FaultSetting(Partitions partitions, Writes writes, Map<String, String> connector, Map<String, String> database) {

    /** How records get into the topics. */
    enum Writes {
        PLAIN,
        IN_TRANSACTIONS
    }

    enum Partitions {
        /** As many as the workload can use. */
        MANY,
        /** One, so that the topic can begin with a snapshot, which may be applied again as a whole. */
        ONE
    }

    static final FaultSetting PLAIN = new FaultSetting(Partitions.MANY, Writes.PLAIN, Map.of(), Map.of());

    FaultSetting {
        connector = Map.copyOf(connector);
        database = Map.copyOf(database);
    }

    FaultSetting ofOnePartition() {
        return new FaultSetting(Partitions.ONE, writes, connector, database);
    }

    FaultSetting inTransactions() {
        return new FaultSetting(partitions, Writes.IN_TRANSACTIONS, connector, database);
    }

    FaultSetting connector(String key, String value) {
        return new FaultSetting(partitions, writes, with(connector, key, value), database);
    }

    FaultSetting database(String key, String value) {
        return new FaultSetting(partitions, writes, connector, with(database, key, value));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
