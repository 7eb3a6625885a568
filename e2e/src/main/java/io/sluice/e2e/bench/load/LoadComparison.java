package io.sluice.e2e.bench.load;

import io.sluice.core.failure.SluiceException;
import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.bench.load.LoadOptions.Contender;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loads of one set of tables: the contenders take turns, and the middle one of each one's rounds counts. */
record LoadComparison(Dataset dataset, LoadOptions options, PrintStream progress) {

    private static final Path DIRECTORY = Path.of("target", "bench-load").toAbsolutePath();

    private static final Map<String, String> FILLING = Map.of("allowLoadLocalInfile", "true");

    List<LoadFigures> run() throws SQLException, InterruptedException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of(dataset.database()));
                Connection mysql = DatabaseServers.shared().mysql().rootConnection(dataset.database(), FILLING)) {
            LoadVolume volume = fill(mysql);
            List<LoadContender> contenders = new ArrayList<>();
            try {
                if (options.has(Contender.SLUICE)) {
                    contenders.add(new SluiceLoad(pipeline, dataset, volume, MySqlProcess.of("MySQL", mysql)));
                }
                if (options.has(Contender.PGLOADER)) {
                    pgLoader(mysql, volume).ifPresent(contenders::add);
                }
                return rounds(contenders);
            } finally {
                for (LoadContender contender : contenders) {
                    contender.close();
                }
            }
        }
    }

    private LoadVolume fill(Connection mysql) throws SQLException {
        progress.println("filling MySQL");
        // The rows are there before the log that Sluice follows begins, and need not be in it.
        Sql.execute(mysql, "SET SESSION sql_log_bin = 0", "SET GLOBAL local_infile = 1");
        dataset.create(mysql);
        dataset.fill(mysql);
        return LoadVolume.of(mysql, dataset);
    }

    private Optional<PgLoaderLoad> pgLoader(Connection mysql, LoadVolume volume) throws SQLException {
        progress.println("filling MariaDB");
        try {
            return Optional.of(PgLoaderLoad.prepare(
                    DIRECTORY, mysql, DatabaseServers.shared().postgres(), dataset, volume));
        } catch (SluiceException e) {
            System.out.println("pgloader is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<LoadFigures> rounds(List<LoadContender> contenders) throws SQLException, InterruptedException {
        Map<LoadContender, List<LoadFigures>> rounds = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (LoadContender contender : contenders) {
                LoadFigures figures = contender.load();
                progress.println("round " + round + ": " + LoadReport.line(figures));
                rounds.computeIfAbsent(contender, key -> new ArrayList<>()).add(figures);
            }
        }
        return rounds.values().stream().map(LoadFigures::median).toList();
    }
}
