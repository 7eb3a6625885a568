package io.sluice.e2e.bench.load;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a load costs the two database servers. */
record ServerCpu(MySqlProcess source, LoadTarget target, double sourceBefore, double targetBefore) {

    static ServerCpu start(MySqlProcess source, LoadTarget target) throws SQLException {
        return new ServerCpu(source, target, source.cpuSeconds(), target.cpuSeconds());
    }

    /**
     * What has been spent since the start.
     *
     * @param own CPU seconds of the contender's processes
     */
    CpuSpent spent(Map<String, Double> own) throws SQLException {
        Map<String, Double> seconds = new LinkedHashMap<>(own);
        seconds.put(source.name(), source.cpuSeconds() - sourceBefore);
        seconds.put("PostgreSQL", target.cpuSeconds() - targetBefore);
        return new CpuSpent(seconds);
    }
}
