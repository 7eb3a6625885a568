package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TableConfiguration;
import io.sluice.schema.target.TargetServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema of a pipeline whose tables may exist already. A configuration that has changed since they were made is refused
 * if it would make other tables: their rows would not fit, or go to tables beside them.
 *
 * @param plan of all tables
 * @param added the tables that the configuration selects and the pipeline does not have yet, by their names in MySQL
 */
public record PipelineSchema(SchemaPlan plan, List<TableId> added) {

    private static final int NAMED_MAX = 3;

    public PipelineSchema {
        added = List.copyOf(added);
    }

    /**
     * Reads what the pipeline has in PostgreSQL.
     *
     * @param catalog of the tables that the pipeline selects now
     * @throws SluiceException if the tables exist and would be others
     */
    public static PipelineSchema read(Pipeline pipeline, SourceCatalog catalog, Connection target) throws SQLException {
        PipelineRecord record = new PipelineRecord(target, pipeline.name());
        TargetServer server = record.server();
        SchemaPlan plan = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance(), server);
        Optional<TableConfiguration> made = record.configuration();
        if (made.isEmpty()) {
            return new PipelineSchema(plan, List.of());
        }
        // Both plans are of the catalogue as it is now, so that what MySQL has changed makes no difference.
        SchemaPlan before = SchemaPlan.of(catalog, made.get().rules(), pipeline.sequenceDistance(), server);
        refuse(differences(before, plan));
        List<TableId> added = plan.sourceTables().stream()
                .map(SourceTable::id)
                .filter(table -> !made.get().tables().contains(table))
                .toList();
        return new PipelineSchema(plan, added);
    }

    /**
     * The plan of a pipeline that has all its tables.
     *
     * @throws SluiceException if the tables exist and would be others, or more
     */
    public static SchemaPlan plan(Pipeline pipeline, SourceCatalog catalog, Connection target) throws SQLException {
        PipelineSchema schema = read(pipeline, catalog, target);
        schema.requireComplete();
        return schema.plan;
    }

    /** @throws SluiceException if the pipeline does not have all its tables yet */
    public void requireComplete() {
        if (!added.isEmpty()) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "The pipeline does not have "
                            + listed(added.stream().map(TableId::toString).toList())
                            + " yet, which pipeline.yaml selects now; 'sluice run' brings it over");
        }
    }

    private static void refuse(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "With 'schemas', 'policies' and 'rules' as they are now, the pipeline's tables would be others: "
                            + listed(differences)
                            + "; undo the change, or begin the pipeline from nothing (docs/operations.md)");
        }
    }

    private static List<String> differences(SchemaPlan before, SchemaPlan now) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < now.tables().size(); i++) {
            differences(before.tables().get(i), now.tables().get(i), differences);
        }
        return differences;
    }

    private static void differences(TableDefinition before, TableDefinition now, List<String> differences) {
        if (!before.id().equals(now.id())) {
            differences.add(before.id() + " would be " + now.id());
            return;
        }
        int found = differences.size();
        for (int i = 0; i < now.columns().size(); i++) {
            ColumnDefinition was = before.columns().get(i);
            ColumnDefinition is = now.columns().get(i);
            if (!was.equals(is)) {
                differences.add(difference(before.id(), was, is));
            }
        }
        if (differences.size() == found
                && !(before.key().equals(now.key()) && before.partitioning().equals(now.partitioning()))) {
            differences.add(before.id() + " would have another key or other partitions");
        }
    }

    private static String difference(TableId table, ColumnDefinition was, ColumnDefinition is) {
        String column = table + "." + was.column().name();
        if (!was.column().name().equals(is.column().name())) {
            return column + " would be named " + is.column().name();
        }
        String before = was.column().type().sql();
        String now = is.column().type().sql();
        return before.equals(now)
                ? column + " would have another default, collation or constraint"
                : column + " would be " + now + " in place of " + before;
    }

    private static String listed(List<String> items) {
        String named = String.join(", ", items.subList(0, Math.min(NAMED_MAX, items.size())));
        return items.size() > NAMED_MAX ? named + " and " + (items.size() - NAMED_MAX) + " more" : named;
    }
}
