package io.sluice.core.wire;

import io.sluice.core.model.TargetTable;
import java.util.HashMap;
import java.util.Map;

/** The kinds of topics that a pipeline has, and how Kafka keeps each, for whoever creates one. */
public enum TopicKind {
    /** Change events of a table, as Debezium publishes them: kept by Kafka for ever, and trimmed by the transformer. */
    CHANGE_EVENTS,
    /** What Debezium needs to read its change events with: the source's schema and its history. */
    SOURCE_SCHEMA,
    /** Signs of life, of which only the newest means anything. */
    HEARTBEATS,
    /** Row changes of a table with a key: the last image of each row is kept for ever. */
    KEYED_ROWS,
    /** Row changes of a table without a key: nothing supersedes anything, so all is kept. */
    KEYLESS_ROWS,
    SEQUENCES,
    /** Between two parts of the transformer, which keep what they need of it in their stores. */
    SEQUENCE_MARKS,
    /** One record: the rules in force. */
    RULES,
    /** The newest definition of each target table. */
    SCHEMA,
    /** What policies did to values: the newest count of each. */
    POLICIES,
    /** Which tables dead letters have stopped: the newest state of each. */
    FLOODS,
    /** What a load has read: the newest state of each key range. */
    LOAD,
    /** What loaders have to do next, which they share as a consumer group. */
    LOAD_WORK,
    DEAD_LETTERS;

    /** How many readers of loaders can share the work. */
    public static final int WORK_PARTITIONS = 16;

    /** The setting of a topic by which it takes records up to the limit. */
    public static final String RECORD_BYTES_MAX = "max.message.bytes";

    /** How many partitions such a topic is created with. */
    public int partitions() {
        return this == LOAD_WORK ? WORK_PARTITIONS : 1;
    }

    /** Kafka's topic configuration. */
    public Map<String, String> settings(RecordLimit limit) {
        return switch (this) {
            case KEYED_ROWS, SEQUENCES, SEQUENCE_MARKS, RULES, SCHEMA, POLICIES, FLOODS, LOAD ->
                limited(Settings.COMPACTED, limit);
            case CHANGE_EVENTS, KEYLESS_ROWS, DEAD_LETTERS, SOURCE_SCHEMA, LOAD_WORK ->
                limited(Settings.KEPT_FOR_EVER, limit);
            case HEARTBEATS -> Settings.KEPT_FOR_AN_HOUR;
        };
    }

    private static Map<String, String> limited(Map<String, String> kept, RecordLimit limit) {
        Map<String, String> settings = new HashMap<>(kept);
        settings.put(RECORD_BYTES_MAX, Integer.toString(limit.bytes()));
        return settings;
    }

    /** The kind of a table's output topic. */
    public static TopicKind rowsOf(TargetTable table) {
        return table.keyless() ? KEYLESS_ROWS : KEYED_ROWS;
    }

    private static final class Settings {

        /**
         * Tombstones stay for a week after compaction, so that a sink that was down for days still sees deletes. A new
         * segment a day keeps what is not yet compacted small also where little is written. What is new is not compacted: a
         * load writes each key once.
         */
        private static final Map<String, String> COMPACTED = Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "86400000",
                "min.compaction.lag.ms", "3600000",
                "delete.retention.ms", "604800000");

        private static final Map<String, String> KEPT_FOR_EVER = Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1");

        private static final Map<String, String> KEPT_FOR_AN_HOUR =
                Map.of("cleanup.policy", "delete", "retention.ms", "3600000", "segment.ms", "3600000");
    }
}
