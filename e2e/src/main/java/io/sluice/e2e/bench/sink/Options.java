package io.sluice.e2e.bench.sink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param profile where to put a flight recording of each drain by Sluice
 */
record Options(Volume volume, int rounds, List<SinkWorkload> workloads, Field field, Optional<Path> profile) {

    static final String USAGE = """
            usage: e2e/bench sink [option value]...
              --rows N             changes in each topic (500000)
              --peer-rows N        how many of them the peer is measured with (120000)
              --rounds N           drains of each sink for each workload (3)
              --workloads W,...    snapshot, inserts, updates, mixed, tables, narrow, wide, delay (all)
              --only sluice|peer   just one of the two sinks
              --profile DIRECTORY  a flight recording (JFR) of each drain by Sluice goes there; it costs some speed""";

    /** Who is measured. */
    enum Field {
        BOTH,
        SLUICE,
        PEER
    }

    /** @throws IllegalArgumentException if they are no options, with the reason */
    static Options parse(String[] arguments) {
        int rows = 500_000;
        int peerRows = 120_000;
        int rounds = 3;
        List<SinkWorkload> workloads = Arrays.asList(SinkWorkload.values());
        Field field = Field.BOTH;
        Optional<Path> profile = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--rows" -> rows = Integer.parseInt(value);
                case "--peer-rows" -> peerRows = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--workloads" -> workloads = workloads(value);
                case "--only" -> field = field(value);
                case "--profile" -> profile = Optional.of(callersDirectory().resolve(value));
                default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("there must be a round at least");
        }
        return new Options(volume(rows, peerRows), rounds, workloads, field, profile);
    }

    /** Trials take a fifth of what the peer is measured with; tables that hold rows before are not tiny. */
    private static Volume volume(int rows, int peerRows) {
        return new Volume(rows, peerRows, Math.max(1, peerRows / 5), Math.max(1, rows * 2 / 5));
    }

    private static Path callersDirectory() {
        return Path.of(System.getProperty("bench.directory", "")).toAbsolutePath();
    }

    private static List<SinkWorkload> workloads(String names) {
        List<SinkWorkload> workloads = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            workloads.add(SinkWorkload.of(name));
        }
        return workloads;
    }

    private static Field field(String name) {
        return switch (name) {
            case "sluice" -> Field.SLUICE;
            case "peer" -> Field.PEER;
            default -> throw new IllegalArgumentException("--only is sluice or peer, not " + name);
        };
    }
}
