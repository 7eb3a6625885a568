package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.load.LoadProgress;
import io.sluice.control.load.Loading;
import io.sluice.control.load.ReloadedTable;
import io.sluice.control.load.Reloading;
import io.sluice.control.watch.DependencyWatch;
import io.sluice.control.watch.Patience;
import io.sluice.control.watch.Probes;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.load.LoadSource;
import io.sluice.schema.source.SourceConnection;
import io.sluice.verify.TablePair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Brings rows of tables anew from MySQL while the pipeline streams. */
public final class ReloadRun {

    private final Pipeline pipeline;
    private final List<TableId> tables;
    private final Optional<String> where;

    /**
     * @param tables as in MySQL
     * @param where an SQL condition of MySQL; empty for all rows
     */
    public ReloadRun(Pipeline pipeline, List<TableId> tables, Optional<String> where) {
        this.pipeline = pipeline;
        this.tables = List.copyOf(tables);
        this.where = where;
    }

    /**
     * Returns when the rows have arrived. An interrupted one is finished by the next 'sluice run' or reload.
     *
     * @return what has been done, also for reloads that others had begun; nothing is said of tables without a key, which are
     *     loaded anew as a whole
     * @throws SluiceException if the pipeline does not run or does not have the tables, or MySQL refuses the condition
     * @throws Exception what keeps the reload from going on, if that is not somebody's absence
     */
    public List<ReloadedTable> run() throws Exception {
        Preparation preparation = Preparation.of(pipeline);
        preparation.requireTables(tables);
        preparation.tables().requireComplete();
        checkCondition();
        RunningOn running = RunningOn.find(pipeline).orElseThrow(ReloadRun::notRunning);
        Servers servers = running.servers();
        Connectors connectors = new Connectors(pipeline);
        ConnectClient connect = new ConnectClient(servers.connect());
        if (!new ConnectorPair(connect, connectors).active()) {
            throw notRunning();
        }
        LoadSource source = preparation.loadSource(pipeline, servers);
        try (FenceHope hope = FenceHope.of(pipeline, running, pairs(preparation));
                PipelineFence fence = new PipelineFence(pipeline, servers.kafka(), connect, hope);
                TransformerMembers members = new TransformerMembers(servers.kafka(), connectors.transformer());
                DependencyWatch watch = DependencyWatch.start(Probes.of(pipeline, servers, members))) {
            requireBegun(servers);
            Patience patience = new Patience(watch);
            Loading loading = new Loading(source, connect, connectors.source(), patience);
            Reloading reloading = new Reloading(source, loading, fence);
            reloading.begin(tables, where);
            return reloading.finish();
        }
    }

    private static SluiceException notRunning() {
        return new SluiceException(
                ExitCode.FAILED_CHECK, "the pipeline does not run; start it by 'sluice run', then reload");
    }

    private static List<TablePair> pairs(Preparation preparation) {
        return preparation.schema().sourceTables().stream()
                .map(table -> TablePair.of(table, preparation.schema().rules()))
                .toList();
    }

    /** A condition that MySQL refuses would stop the reload at each of its chunks. */
    private void checkCondition() throws SQLException {
        if (where.isEmpty()) {
            return;
        }
        try (Connection mysql = SourceConnection.open(pipeline.source());
                Statement statement = mysql.createStatement()) {
            for (TableId table : tables) {
                statement.executeQuery(
                        "SELECT 1 FROM " + MySqlNames.quote(table) + " WHERE (" + where.get() + "\n) LIMIT 0");
            }
        } catch (SQLSyntaxErrorException e) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE, "MySQL refuses the condition of --where: " + e.getMessage(), e);
        }
    }

    private void requireBegun(Servers servers) {
        try (LoadProgress progress = new LoadProgress(servers.kafka(), pipeline.topics())) {
            if (progress.read().load().isEmpty()) {
                throw new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "the load of the pipeline has not begun; wait until 'sluice status' says STREAMING");
            }
        }
    }
}
