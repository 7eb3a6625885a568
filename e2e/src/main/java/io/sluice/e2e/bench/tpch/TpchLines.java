package io.sluice.e2e.bench.tpch;

/** Rows as lines for LOAD DATA. No value has a character that would have to be escaped. */
record TpchLines(StringBuilder text) {

    void line(Object... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(values[i]);
        }
        text.append('\n');
    }

    /** An amount with two digits behind the point. */
    static String cents(long cents) {
        long digits = Math.abs(cents);
        return (cents < 0 ? "-" : "") + digits / 100 + "." + digits / 10 % 10 + digits % 10;
    }
}
