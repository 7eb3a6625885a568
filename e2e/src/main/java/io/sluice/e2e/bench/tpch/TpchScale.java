package io.sluice.e2e.bench.tpch;

/**
 * How large the tables are.
 *
 * @param factor the specification's scale factor: 1 is about 1 GB in 8,660,000 rows; at least 0.01
 */
public record TpchScale(double factor) {

    private static final double FACTOR_MIN = 0.01;

    public TpchScale {
        // Below it, a part would have the same supplier twice.
        if (!(factor >= FACTOR_MIN)) {
            throw new IllegalArgumentException("TPC-H's scale factor is at least " + FACTOR_MIN + ", not " + factor);
        }
    }

    long suppliers() {
        return rows(10_000);
    }

    long parts() {
        return rows(200_000);
    }

    long customers() {
        return rows(150_000);
    }

    long orders() {
        return rows(1_500_000);
    }

    private long rows(long atFactorOne) {
        return Math.round(atFactorOne * factor);
    }
}
