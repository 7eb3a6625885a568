package io.sluice.metrics;

/** How a process is doing. Asked at any time, from several threads; answers at once. */
public interface Health {

    /** What is well, or what is wrong. */
    record Verdict(boolean good, String reason) {

        public static Verdict good(String reason) {
            return new Verdict(true, reason);
        }

        public static Verdict bad(String reason) {
            return new Verdict(false, reason);
        }
    }

    /** Whether the process works, or may still come to. If not, only a restart helps. */
    Verdict live();

    /** Whether it does now what it is there for. */
    Verdict ready();
}
