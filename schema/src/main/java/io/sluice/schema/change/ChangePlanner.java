package io.sluice.schema.change;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Rows;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;

/** Plans what PostgreSQL gets for a DDL statement of MySQL. Immutable and thread-safe. */
public final class ChangePlanner {

    private final MappingRules rules;
    private final long sequenceDistance;

    /**
     * @param rules of the pipeline, by which its rows are mapped
     * @param sequenceDistance how far identity columns start ahead of MySQL's AUTO_INCREMENT
     */
    public ChangePlanner(MappingRules rules, long sequenceDistance) {
        this.rules = rules;
        this.sequenceDistance = sequenceDistance;
    }

    /** Which rows of the table there are already. */
    public enum Loaded {
        /** Those of before the statement. */
        BEFORE,
        /** Some that were read after the statement. */
        AFTER
    }

    /**
     * What PostgreSQL gets.
     *
     * @throws IllegalArgumentException if a rule does not fit the table
     */
    public TargetChange plan(SchemaStatement statement, Loaded loaded) {
        List<String> ahead = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        List<String> anew = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        if (statement.action() == Action.ALTER) {
            PlannedStructure before = planned(statement, statement.before().orElseThrow());
            PlannedStructure after = planned(statement, statement.after().orElseThrow());
            AlterPlan alteration = new AlterPlan(before, after, loaded);
            sql.addAll(droppedParts(statement));
            sql.addAll(alteration.statements());
            ahead.addAll(alteration.ahead());
            anew.addAll(TableStatements.drop(before.definition()));
            anew.addAll(TableStatements.drop(after.definition()));
            anew.addAll(TableStatements.create(after.definition()));
            reasons.addAll(alteration.reasons());
        } else {
            statement
                    .before()
                    .ifPresent(structure -> sql.addAll(
                            TableStatements.drop(planned(statement, structure).definition())));
            statement
                    .after()
                    .ifPresent(structure -> sql.addAll(
                            TableStatements.create(planned(statement, structure).definition())));
        }
        reasons.addAll(reasons(statement, loaded));
        boolean there = statement.after().isPresent();
        SchemaOutcome outcome =
                reasons.isEmpty() || !there ? SchemaOutcome.FOLLOWED : SchemaOutcome.reload(String.join("; ", reasons));
        boolean nothing = sql.isEmpty() && statement.evidence() == Evidence.STATEMENT && statement.rows() == Rows.KEPT;
        return new TargetChange(statement.statement(), ahead, sql, anew, nothing ? SchemaOutcome.FOLLOWED : outcome);
    }

    private static List<String> reasons(SchemaStatement statement, Loaded loaded) {
        List<String> reasons = new ArrayList<>();
        if (statement.action() == Action.RENAME) {
            reasons.add("the table has got its rows with its name");
        } else if (statement.action() == Action.ALTER && statement.evidence() == Evidence.CATALOGUE) {
            reasons.add("the structure is MySQL's of a later moment, since the statement alone does not tell it");
        }
        switch (statement.rows()) {
            case KEPT -> {}
            case REPLACED -> reasons.add("MySQL does not log the rows that the statement removes or exchanges");
            case PASSED_OVER -> reasons.add("rows of a structure that nobody knows any more were passed over");
        }
        if (loaded == Loaded.AFTER) {
            reasons.add("rows were loaded with the structure of a later moment");
        }
        return reasons;
    }

    private PlannedStructure planned(SchemaStatement statement, TableStructure structure) {
        TableId id = statement.table();
        return new PlannedStructure(
                structure, definition(id, structure, Fill.DEFAULTS), definition(id, structure, Fill.OLD_ROWS));
    }

    private enum Fill {
        DEFAULTS,
        OLD_ROWS
    }

    private TableDefinition definition(TableId id, TableStructure structure, Fill fill) {
        return SchemaPlan.ofTable(
                StructureCatalog.table(
                        id,
                        structure,
                        switch (fill) {
                            case DEFAULTS -> StructureCatalog::defaultOf;
                            case OLD_ROWS -> StructureCatalog::fillOf;
                        }),
                rules,
                sequenceDistance);
    }

    private List<String> droppedParts(SchemaStatement statement) {
        TableId target = rules.target(statement.table());
        return statement.dropped().stream()
                .map(part -> TableStatements.drop(target, part.kind(), rules.name(part.name())))
                .toList();
    }
}
