package io.sluice.schema.change;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.ddl.SchemaStatement.Rows;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;

/** Plans what PostgreSQL gets for a DDL statement of MySQL. Immutable and thread-safe. */
public final class ChangePlanner {

    private static final String KEYS_LATER = "indexes and constraints are made once the table is in step";

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
        List<String> reasons = new ArrayList<>();
        boolean keys = statement.keys() == Keys.CHANGED;
        if (statement.action() == Action.ALTER) {
            PlannedStructure before = planned(statement, statement.before().orElseThrow());
            PlannedStructure after = planned(statement, statement.after().orElseThrow());
            AlterPlan alteration = new AlterPlan(before, after, loaded);
            sql.addAll(droppedParts(statement));
            sql.addAll(alteration.statements());
            ahead.addAll(alteration.ahead());
            reasons.addAll(alteration.reasons());
            keys |= alteration.touchesIndexes();
        } else {
            statement
                    .before()
                    .ifPresent(structure -> sql.addAll(
                            TableStatements.drop(planned(statement, structure).definition())));
            statement
                    .after()
                    .ifPresent(structure -> sql.addAll(
                            TableStatements.create(planned(statement, structure).definition())));
            keys = true;
        }
        boolean nothing = sql.isEmpty() && statement.evidence() == Evidence.STATEMENT && statement.rows() == Rows.KEPT;
        if (!nothing) {
            reasons.addAll(reasons(statement, loaded));
        }
        return new TargetChange(statement.statement(), ahead, sql, outcome(statement, reasons, keys));
    }

    /**
     * The rules that follow from a table as a statement has left it, such as that a numbered BIGINT UNSIGNED becomes bigint. Its
     * rows have to be mapped by them from there on.
     */
    public static List<Rule> rules(SchemaStatement statement, MappingRules rules) {
        return statement
                .after()
                .map(structure -> SchemaPlan.rulesOfTable(
                        StructureCatalog.table(statement.table(), structure, StructureCatalog::defaultOf), rules))
                .orElse(List.of());
    }

    private static SchemaOutcome outcome(SchemaStatement statement, List<String> reasons, boolean keys) {
        if (statement.after().isEmpty()) {
            return SchemaOutcome.FOLLOWED;
        }
        if (!reasons.isEmpty()) {
            return SchemaOutcome.reload(String.join("; ", reasons));
        }
        return keys ? SchemaOutcome.keys(KEYS_LATER) : SchemaOutcome.FOLLOWED;
    }

    private static List<String> reasons(SchemaStatement statement, Loaded loaded) {
        List<String> reasons = new ArrayList<>();
        if (statement.action() == Action.RENAME) {
            reasons.add("the table has got its rows with its name");
        } else if (statement.action() == Action.ALTER && statement.evidence() == Evidence.CATALOGUE) {
            reasons.add("the structure is MySQL's of a later moment, since the statement alone does not tell it");
        }
        if (statement.rows() == Rows.REPLACED) {
            reasons.add("MySQL does not log the rows that the statement removes or exchanges");
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
