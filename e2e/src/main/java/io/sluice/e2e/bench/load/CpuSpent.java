package io.sluice.e2e.bench.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CPU seconds by process, in the order of the processes.
 *
 * @param seconds of each, by a name for people
 */
record CpuSpent(Map<String, Double> seconds) {

    CpuSpent {
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }

    CpuSpent minus(CpuSpent before) {
        Map<String, Double> difference = new LinkedHashMap<>(seconds);
        before.seconds.forEach((process, spent) -> difference.merge(process, -spent, Double::sum));
        return new CpuSpent(difference);
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
