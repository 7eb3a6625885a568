package io.sluice.core.pipeline;

import java.util.OptionalLong;

/**
 * How a loader treats the source.
 *
 * @param readers how many chunks it reads at once, at least 1
 * @param chunkBytes about how large a chunk is; at least 1
 * @param rowsPerSecondMax how many rows all its readers together read in a second, at least 1; empty for no bound
 * @param pauseWhen when it reads nothing
 */
public record LoadPace(int readers, int chunkBytes, OptionalLong rowsPerSecondMax, Strain pauseWhen) {

    public static final LoadPace PRESET = new LoadPace(2, 16 << 20, OptionalLong.empty(), Strain.PRESET);

    /**
     * What the source cannot be asked to bear beside the load.
     *
     * @param historyListLength undo log entries that wait for old snapshots to end
     * @param replicaLagSeconds how far the source is behind its own source, where it is a replica
     * @param threadsRunning statements that run at once
     */
    public record Strain(long historyListLength, long replicaLagSeconds, long threadsRunning) {

        public static final Strain PRESET = new Strain(1_000_000, 60, 100);
    }

    public LoadPace {
        if (readers < 1 || chunkBytes < 1) {
            throw new IllegalArgumentException("a load needs at least one reader, and chunks of at least one byte");
        }
    }
}
