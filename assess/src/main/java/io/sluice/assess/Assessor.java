package io.sluice.assess;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding.Code;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.SourceConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Assesses a pipeline: asks MySQL, and PostgreSQL if it answers. */
public final class Assessor {

    /** What the checks say already, of all tables and databases at once. */
    private static final Set<Code> CHECKED =
            Set.of(Code.KEY_MISSING, Code.ENGINE_NOT_TRANSACTIONAL, Code.INVENTORY_INCOMPLETE);

    private final Pipeline pipeline;
    private final Scan scan;
    private final Consumer<String> progress;

    /** @param progress is told how far it is, in lines for a person */
    public Assessor(Pipeline pipeline, Scan scan, Consumer<String> progress) {
        this.pipeline = pipeline;
        this.scan = scan;
        this.progress = progress;
    }

    /**
     * Changes nothing and locks nothing.
     *
     * @throws io.sluice.core.failure.SluiceException if MySQL cannot be reached, or the pipeline's file does not fit it
     */
    public Assessment run() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source());
                TargetChecks target = TargetChecks.open(pipeline)) {
            return assess(mysql, target);
        }
    }

    private Assessment assess(Connection mysql, TargetChecks target) throws SQLException {
        prepare(mysql);
        long start = System.nanoTime();
        SourceServer server = SourceServer.read(mysql);
        long logBytesBefore = logBytes(mysql);
        SourceCatalog catalog = SourceCatalog.read(mysql, pipeline.tables());
        List<String> databases = pipeline.tables().databases();
        Inventory inventory = Inventory.read(mysql, catalog, databases);
        SchemaPlan plan = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance(), target.server());
        SourceChecks sourceChecks = new SourceChecks(server, pipeline.source());
        List<Check> checks =
                new ArrayList<>(sourceChecks.run(mysql, catalog.rowEstimates().keySet()));
        DataScan data =
                DataScan.run(mysql, catalog, plan, target.insensitive(), pipeline.recordLimit(), scan, progress);
        Estimate estimate = Estimate.of(inventory, ReadSpeed.measure(mysql, inventory));
        checks.add(sourceChecks.retention(estimate));
        checks.addAll(inventory.checks());
        checks.addAll(target.run(plan));
        Duration measured = Duration.ofNanos(System.nanoTime() - start);
        return new Assessment(
                pipeline.name(),
                Instant.now(),
                checks,
                inventory,
                Growth.of(server, logBytesBefore, logBytes(mysql), measured),
                MappedColumn.all(plan.sourceTables(), plan.rules()),
                plan.findings().stream()
                        .filter(finding -> !CHECKED.contains(finding.code()))
                        .toList(),
                data,
                estimate);
    }

    /** Dates that no calendar has are answers here, not errors; and nothing can be changed by mistake. */
    private static void prepare(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
            statement.execute("SET SESSION TRANSACTION READ ONLY");
        }
    }

    /** Unknown where there is no log, or none that this user may ask for: the checks say so. */
    private static long logBytes(Connection mysql) {
        try {
            return SourceSql.rows(mysql, "SHOW BINARY LOGS", row -> row.getLong("File_size")).stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (SQLException e) {
            return Growth.UNKNOWN;
        }
    }
}
