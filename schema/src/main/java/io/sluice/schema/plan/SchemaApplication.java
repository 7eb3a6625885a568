package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.sql.Statement;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.SchemaProgress;
import io.sluice.schema.target.TableConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes a pipeline's schema in the target ahead of its run, which then finds it there and goes on. Can be run again. */
public final class SchemaApplication {

    /**
     * How many statements a transaction has: PostgreSQL keeps some locks for each new table until its end, and has room for
     * 64 for each connection that may be.
     */
    private static final int STATEMENTS_PER_TRANSACTION = 500;

    private final Connection target;
    private final SchemaPlan plan;
    private final TableConfiguration configuration;
    private final PipelineRecord record;
    private final SchemaProgress progress;
    private final Consumer<String> messages;

    /**
     * @param target in autocommit mode
     * @param messages are told what is done
     */
    public SchemaApplication(Connection target, SchemaPlan plan, Pipeline pipeline, Consumer<String> messages) {
        this.target = target;
        this.plan = plan;
        this.record = new PipelineRecord(target, pipeline.name());
        this.progress = new SchemaProgress(target, pipeline.name());
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
        check(target, plan, progress);
        createTables();
        messages.accept("Made " + plan.tables().size() + " tables by "
                + plan.beforeData().size() + " statements");
    }

    /**
     * Whether the tables of a pipeline that has none can be made. Reads only.
     *
     * @throws SluiceException saying what is in the way, and what to do
     */
    public static void check(Connection target, SchemaPlan plan, SchemaProgress progress) throws SQLException {
        if (progress.isBegun()) {
            progress.made(plan.beforeData());
        } else {
            TargetCheck.run(target, plan);
        }
    }

    /**
     * Makes the tables and records that they are there. More than some hundred take several transactions; what an earlier
     * call has made, if it was ended, stays, and this one goes on there.
     */
    public void createTables() throws SQLException {
        createTables(STATEMENTS_PER_TRANSACTION);
    }

    /** The same with so many statements in a transaction. */
    void createTables(int statementsPerTransaction) throws SQLException {
        List<Statement> statements = plan.beforeData();
        int made = progress.made(statements);
        while (statements.size() - made > statementsPerTransaction) {
            int end = made + statementsPerTransaction;
            inOneTransaction(statements.subList(made, end), () -> progress.record(statements.subList(0, end)));
            made = end;
        }
        inOneTransaction(statements.subList(made, statements.size()), () -> {
            progress.forget();
            record.begin(plan.server(), configuration);
        });
    }

    /** What a transaction does after its statements. */
    private interface Ending<E extends Exception> {
        void run() throws SQLException, E;
    }

    private <E extends Exception> void inOneTransaction(List<Statement> statements, Ending<E> ending)
            throws SQLException, E {
        target.setAutoCommit(false);
        try {
            SchemaApplier.applyBeforeData(target, statements);
            ending.run();
            target.commit();
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    /**
     * Makes tables beside those that are there, and records the configuration that has them, in one transaction.
     *
     * @param added their names in MySQL
     * @param announcement is done before the tables are there for good: if it fails, they are not
     */
    public void addTables(List<TableId> added, Announcement announcement) throws SQLException, InterruptedException {
        inOneTransaction(plan.beforeData(added), () -> {
            record.configure(configuration);
            announcement.run();
        });
    }

    /** Tells others of tables that are about to be there. */
    @FunctionalInterface
    public interface Announcement {
        void run() throws InterruptedException;
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
