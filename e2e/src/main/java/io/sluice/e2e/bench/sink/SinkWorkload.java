package io.sluice.e2e.bench.sink;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is drained, and over which network. */
enum SinkWorkload {
    SNAPSHOT(RowKind.MEDIUM, Mix.SNAPSHOT, 1, Network.NEAR),
    INSERTS(RowKind.MEDIUM, Mix.INSERTS, 1, Network.NEAR),
    UPDATES(RowKind.MEDIUM, Mix.UPDATES, 1, Network.NEAR),
    MIXED(RowKind.MEDIUM, Mix.MIXED, 1, Network.NEAR),
    TABLES(RowKind.MEDIUM, Mix.MIXED, 20, Network.NEAR),
    NARROW(RowKind.NARROW, Mix.MIXED, 1, Network.NEAR),
    WIDE(RowKind.WIDE, Mix.MIXED, 1, Network.NEAR),
    DELAY(RowKind.MEDIUM, Mix.MIXED, 1, Network.FAR);

    /** What lies between the sink and PostgreSQL. */
    enum Network {
        NEAR,
        /** An answer takes five milliseconds longer. */
        FAR
    }

    private final RowKind rows;
    private final Mix mix;
    private final int tables;
    private final Network network;

    SinkWorkload(RowKind rows, Mix mix, int tables, Network network) {
        this.rows = rows;
        this.mix = mix;
        this.tables = tables;
        this.network = network;
    }

    /** @throws IllegalArgumentException if there is no such workload, naming those there are */
    static SinkWorkload of(String name) {
        return Arrays.stream(values())
                .filter(workload -> workload.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload '" + name + "'; there are "
                        + Arrays.stream(values()).map(SinkWorkload::label).collect(Collectors.joining(", "))));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    RowKind rows() {
        return rows;
    }

    Mix mix() {
        return mix;
    }

    Network network() {
        return network;
    }

    /** The topics, which are named like their tables. */
    List<String> topics(DrainPortion portion) {
        String name = "bench_" + label() + "_" + portion.label();
        return tables == 1
                ? List.of(name)
                : IntStream.range(0, tables).mapToObj(i -> name + "_" + i).toList();
    }

    /** Two tasks can share a single table. */
    int partitionsPerTopic() {
        return tables == 1 ? 2 : 1;
    }

    int tables() {
        return tables;
    }

    int partitions() {
        return tables * partitionsPerTopic();
    }

    /** How much of the usual number of changes is worth the time. */
    double share() {
        return switch (rows) {
            case NARROW, MEDIUM -> 1;
            case WIDE -> 0.2;
        };
    }

    /** How much of that the peer is measured with: some of its settings wait for an answer every few rows. */
    double peersShare() {
        return switch (network) {
            case NEAR -> 1;
            case FAR -> 0.1;
        };
    }
}
