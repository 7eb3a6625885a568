package io.sluice.e2e.faults;

import io.sluice.e2e.faults.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of traffic that every fault meets. */
enum Workload {
    KEYED_MIX(600) {
        @Override
        Table table() {
            return new Table(
                    "keyed_mix",
                    Optional.of("id"),
                    List.of(
                            Column.of("id", WorkloadColumnType.BIGINT),
                            new Column("version", WorkloadColumnType.BIGINT, "CHECK (version >= 0)"),
                            Column.of("name", WorkloadColumnType.TEXT),
                            Column.of("amount", WorkloadColumnType.NUMERIC)));
        }

        @Override
        History history(int partitions, long seed) {
            return new KeyedHistory(table(), partitions, 300, seed);
        }
    },
    APPEND_ONLY(600) {
        @Override
        Table table() {
            return new Table(
                    "append_only",
                    Optional.empty(),
                    List.of(
                            new Column("number", WorkloadColumnType.BIGINT, "CHECK (number >= 0)"),
                            Column.of("note", WorkloadColumnType.TEXT)));
        }

        @Override
        History history(int partitions, long seed) {
            return new AppendingHistory(table(), seed);
        }
    },
    UNIQUE_SWAPS(400) {
        @Override
        Table table() {
            return new Table(
                    "unique_swaps",
                    Optional.of("id"),
                    List.of(
                            Column.of("id", WorkloadColumnType.BIGINT),
                            new Column("version", WorkloadColumnType.BIGINT, "CHECK (version >= 0)"),
                            new Column("code", WorkloadColumnType.TEXT, "UNIQUE")));
        }

        @Override
        History history(int partitions, long seed) {
            return new SwappingHistory(table(), seed);
        }
    },
    WIDE_ROWS(120) {
        @Override
        Table table() {
            List<Column> columns = new ArrayList<>(List.of(
                    Column.of("id", WorkloadColumnType.BIGINT),
                    new Column("version", WorkloadColumnType.BIGINT, "CHECK (version >= 0)")));
            for (WorkloadColumnType type : WorkloadColumnType.values()) {
                for (int i = 0; i < COLUMNS_PER_TYPE; i++) {
                    columns.add(Column.of(type.name().toLowerCase(Locale.ROOT) + "_" + i, type));
                }
            }
            for (int i = 0; i < LONG_TEXTS; i++) {
                columns.add(Column.of("long_text_" + i, WorkloadColumnType.TEXT));
            }
            return new Table("wide_rows", Optional.of("id"), columns);
        }

        @Override
        History history(int partitions, long seed) {
            return new KeyedHistory(table(), partitions, 60, seed);
        }
    };

    private static final int COLUMNS_PER_TYPE = 3;
    private static final int LONG_TEXTS = 16;

    private final int burst;

    Workload(int burst) {
        this.burst = burst;
    }

    abstract Table table();

    /** @param partitions of the topic, where the workload can use more than one; see {@link #partitions} */
    abstract History history(int partitions, long seed);

    /** How many changes are made at a time: more than a batch takes. */
    int burst() {
        return burst;
    }

    /** A table that has no key, or unique values besides it, has one partition, so that its changes stay in order. */
    int partitions() {
        return switch (this) {
            case KEYED_MIX, WIDE_ROWS -> 2;
            case APPEND_ONLY, UNIQUE_SWAPS -> 1;
        };
    }

    /** Of the topic's last part, the connector and the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
