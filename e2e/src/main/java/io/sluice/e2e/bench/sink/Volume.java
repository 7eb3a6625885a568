package io.sluice.e2e.bench.sink;

/**
 * How much there is to do in one workload.
 *
 * @param rows changes in the topic
 * @param peerRows with how many of them, from the first on, the peer is measured
 * @param trialRows how many of them each trial of a setting takes
 * @param before rows that are in the tables before, where the workload wants any
 */
record Volume(int rows, int peerRows, int trialRows, int before) {

    Volume {
        if (rows < 1 || peerRows < 1 || trialRows < 1 || before < 1) {
            throw new IllegalArgumentException("there must be something to drain: " + rows + " rows, " + peerRows
                    + " for the peer, " + trialRows + " for a trial");
        }
        peerRows = Math.min(rows, peerRows);
        trialRows = Math.min(peerRows, trialRows);
    }

    Volume of(SinkWorkload workload) {
        double peers = workload.share() * workload.peersShare();
        return new Volume(
                part(rows, workload.share()),
                part(peerRows, peers),
                part(trialRows, peers),
                part(before, workload.share()));
    }

    private static int part(int all, double share) {
        return Math.max(1, (int) (all * share));
    }

    int rows(DrainPortion portion) {
        return switch (portion) {
            case TRIAL -> trialRows;
            case PEER -> peerRows;
            case WHOLE -> rows;
        };
    }

    /** How many rows each table of the workload has before. */
    int beforePerTable(SinkWorkload workload) {
        return switch (workload.mix().before()) {
            case EMPTY -> 0;
            case FILLED -> Math.max(1, before / workload.tables());
        };
    }
}
