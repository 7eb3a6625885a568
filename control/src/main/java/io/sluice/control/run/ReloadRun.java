package io.sluice.control.run;

import io.sluice.control.load.ReloadedTable;
import io.sluice.control.load.Reloading;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.schema.source.SourceConnection;
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
        return WhileStreaming.run(pipeline, preparation, "reload", (source, loading, fence) -> {
            Reloading reloading = new Reloading(source, loading, fence);
            reloading.begin(tables, where);
            return reloading.finish();
        });
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
}
