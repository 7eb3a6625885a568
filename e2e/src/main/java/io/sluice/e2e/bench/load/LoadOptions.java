package io.sluice.e2e.bench.load;

import io.sluice.e2e.bench.tpch.TpchScale;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param datasets each is measured by itself
 * @param peerRows how many rows of the benchmarks' table the peer is measured with
 * @param rounds of each contender but the peer, which has one
 */
record LoadOptions(List<Dataset> datasets, int peerRows, int rounds, Set<Contender> contenders) {

    static final String USAGE = """
            usage: e2e/bench load [option value]...
              --rows N            rows of the benchmarks' table (2000000); 0 leaves it out
              --tpch FACTOR       TPC-H's eight tables too, of this scale factor, such as 1 or 0.1 (0: not)
              --peer-rows N       rows that Debezium with its JDBC sink is measured with (100000)
              --rounds N          loads by Sluice and by pgloader, in turn (3)
              --contenders C,...  sluice, pgloader, peer (all)""";

    /** Who is measured. */
    enum Contender {
        SLUICE,
        PGLOADER,
        PEER
    }

    LoadOptions {
        datasets = List.copyOf(datasets);
        contenders = Set.copyOf(contenders);
        if (rounds < 1) {
            throw new IllegalArgumentException("there must be a round at least");
        }
    }

    /** @throws IllegalArgumentException if they are no options, with the reason */
    static LoadOptions parse(String[] arguments) {
        int rows = 2_000_000;
        double tpch = 0;
        int peerRows = 100_000;
        int rounds = 3;
        Set<Contender> contenders = EnumSet.allOf(Contender.class);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--rows" -> rows = Integer.parseInt(value);
                case "--tpch" -> tpch = Double.parseDouble(value);
                case "--peer-rows" -> peerRows = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--contenders" -> contenders = contenders(value);
                default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
        }
        return new LoadOptions(datasets(rows, tpch), peerRows, rounds, contenders);
    }

    private static List<Dataset> datasets(int rows, double tpch) {
        List<Dataset> datasets = new ArrayList<>();
        if (rows > 0) {
            datasets.add(new BenchDataset(rows));
        }
        if (tpch > 0) {
            datasets.add(new TpchDataset(new TpchScale(tpch)));
        }
        return datasets;
    }

    private static Set<Contender> contenders(String names) {
        Set<Contender> contenders = EnumSet.noneOf(Contender.class);
        for (String name : names.split(",", -1)) {
            contenders.add(Contender.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return contenders;
    }

    boolean has(Contender contender) {
        return contenders.contains(contender);
    }
}
