package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.sql.Statement;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TableConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes a pipeline's schema in the target ahead of its run, which then finds it there and goes on. Can be run again. */
public final class SchemaApplication {

    private final Connection target;
    private final SchemaPlan plan;
    private final TableConfiguration configuration;
    private final PipelineRecord record;
    private final Consumer<String> messages;

    /**
     * @param target in autocommit mode
     * @param messages are told what is done
     */
    public SchemaApplication(Connection target, SchemaPlan plan, Pipeline pipeline, Consumer<String> messages) {
        this.target = target;
        this.plan = plan;
        this.record = new PipelineRecord(target, pipeline.name());
        this.configuration = TableConfiguration.of(pipeline);
        this.messages = messages;
    }

    /**
     * @return the statements that PostgreSQL refused, each with its reason
     * @throws SluiceException if the tables cannot be made, or are not there for the other part
     */
    public List<Finding> apply(SchemaPart part) throws SQLException, InterruptedException {
        if (part.hasBeforeData()) {
            applyBeforeData();
        }
        return part.hasAfterData() ? applyAfterData() : List.of();
    }

    private void applyBeforeData() throws SQLException {
        if (record.stage().isPresent()) {
            messages.accept("The tables are there since an earlier run; nothing before the data is done again");
            return;
        }
        TargetCheck.run(target, plan);
        createTables();
        messages.accept("Made " + plan.tables().size() + " tables by "
                + plan.beforeData().size() + " statements");
    }

    /** Makes the tables and records that they are there, in one transaction. */
    public void createTables() throws SQLException {
        begin(plan.beforeData());
        try {
            record.begin(plan.server(), configuration);
            target.commit();
        } finally {
            end();
        }
    }

    /**
     * Makes tables beside those that are there, and records the configuration that has them, in one transaction.
     *
     * @param added their names in MySQL
     * @param announcement is done before the tables are there for good: if it fails, they are not
     */
    public void addTables(List<TableId> added, Announcement announcement) throws SQLException, InterruptedException {
        begin(plan.beforeData(added));
        try {
            record.configure(configuration);
            announcement.run();
            target.commit();
        } finally {
            end();
        }
    }

    /** Tells others of tables that are about to be there. */
    @FunctionalInterface
    public interface Announcement {
        void run() throws InterruptedException;
    }

    private void begin(List<Statement> statements) throws SQLException {
        target.setAutoCommit(false);
        try {
            SchemaApplier.applyBeforeData(target, statements);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private void end() throws SQLException {
        target.rollback();
        target.setAutoCommit(true);
    }

    private List<Finding> applyAfterData() throws SQLException, InterruptedException {
        if (record.stage().isEmpty()) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "The tables are not there; run 'sluice schema --apply --before-data' or 'sluice run' first");
        }
        List<Finding> refused = new ArrayList<>(SchemaApplier.applyAfterData(target, plan));
        refused.addAll(SchemaApplier.validate(target, plan));
        int statements = plan.afterData().size() + plan.validation().size();
        messages.accept("Made indexes, constraints and views: " + (statements - refused.size()) + " of " + statements
                + " statements are in force");
        return refused;
    }
}
