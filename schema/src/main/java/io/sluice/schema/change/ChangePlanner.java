package io.sluice.schema.change;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.SchemaStatement.Action;
import io.sluice.core.ddl.SchemaStatement.Evidence;
import io.sluice.core.ddl.SchemaStatement.Keys;
import io.sluice.core.ddl.SchemaStatement.Rows;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.ddl.TargetChange.Extent;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.OnChange;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return statement.action() == Action.ALTER ? altered(statement, loaded) : made(statement, loaded);
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

    private TargetChange altered(SchemaStatement statement, Loaded loaded) {
        PlannedStructure before = planned(statement, statement.before().orElseThrow());
        PlannedStructure after = planned(statement, statement.after().orElseThrow());
        Policies policies = rules.policies(statement.table());
        List<String> parts = droppedParts(statement);
        PolicedKinds kinds =
                new PolicedKinds(policies, kinds(statement, new AlterPlan(before, after, loaded, Policies.none())));
        AlterPlan alteration = new AlterPlan(before, after, loaded, policies);
        List<String> sql = new ArrayList<>(parts);
        sql.addAll(alteration.statements());
        List<String> reasons = new ArrayList<>(alteration.reasons());
        reasons.addAll(reasons(statement, loaded, kinds));
        List<String> anew = new ArrayList<>(TableStatements.drop(before.definition()));
        anew.addAll(TableStatements.drop(after.definition()));
        anew.addAll(TableStatements.create(after.definition()));
        boolean named = statement.keys() == Keys.CHANGED && !kinds.ignores(Policy.OTHER_CHANGE);
        boolean keys = named || alteration.touchesIndexes();
        return change(statement, new Steps(alteration.ahead(), sql, anew, reasons, alteration.extent(), keys), kinds);
    }

    /**
     * What the table is in PostgreSQL after a statement, if it is there; what a person or a policy leaves out is in it.
     *
     * @throws IllegalArgumentException if a rule does not fit the table
     */
    public Optional<TableDefinition> definition(SchemaStatement statement) {
        return statement.after().map(structure -> planned(statement, structure).definition());
    }

    private static Set<Policy> kinds(SchemaStatement statement, AlterPlan alteration) {
        Set<Policy> kinds = alteration.kinds();
        if (statement.rows() == Rows.REPLACED) {
            kinds.add(Policy.TRUNCATE_TABLE);
        }
        // A primary key is a kind of its own.
        boolean parts = statement.keys() == Keys.CHANGED && !kinds.contains(Policy.CHANGE_KEY);
        if (parts || (kinds.isEmpty() && !alteration.statements().isEmpty())) {
            kinds.add(Policy.OTHER_CHANGE);
        }
        return kinds;
    }

    /** A table that policy has kept in PostgreSQL goes when another one of its name comes. */
    private TargetChange made(SchemaStatement statement, Loaded loaded) {
        PolicedKinds kinds = new PolicedKinds(policies(statement), Set.of(PolicedKinds.ofTable(statement.action())));
        boolean kept = kinds.policies().onChange(Policy.DROP_TABLE) == OnChange.IGNORE;
        Optional<TableStructure> gone = kept && statement.action() == Action.CREATE
                ? statement.after()
                : statement.before().filter(structure -> !kinds.ignores(Policy.DROP_TABLE));
        List<String> sql = new ArrayList<>();
        gone.ifPresent(structure ->
                sql.addAll(TableStatements.drop(planned(statement, structure).definition())));
        statement
                .after()
                .ifPresent(structure -> sql.addAll(
                        TableStatements.create(planned(statement, structure).definition())));
        List<String> reasons = statement.after().isPresent() ? reasons(statement, loaded, kinds) : List.of();
        boolean keys = statement.after().isPresent();
        return change(statement, new Steps(List.of(), sql, List.of(), reasons, Extent.DEFINITION, keys), kinds);
    }

    /** A rename concerns both names, so that the stricter one's policy holds. */
    private Policies policies(SchemaStatement statement) {
        Policies policies = rules.policies(statement.table());
        return statement
                .other()
                .map(rules::policies)
                .filter(other -> other.onChange(Policy.RENAME_TABLE) == OnChange.STOP)
                .map(other -> policies.overriddenBy(Policies.of(Policy.RENAME_TABLE, OnChange.STOP)))
                .orElse(policies);
    }

    /**
     * What follows from the structures alone.
     *
     * @param anew makes the table without rows
     * @param reasons for a reload
     * @param keys whether the table's indexes and constraints may be others from here on
     */
    private record Steps(
            List<String> ahead,
            List<String> sql,
            List<String> anew,
            List<String> reasons,
            Extent extent,
            boolean keys) {}

    private static TargetChange change(SchemaStatement statement, Steps steps, PolicedKinds kinds) {
        boolean rowsStay = steps.sql().isEmpty()
                && kinds.ignored().isEmpty()
                && statement.evidence() == Evidence.STATEMENT
                && statement.rows() == Rows.KEPT;
        return new TargetChange(
                statement.statement(),
                steps.ahead(),
                steps.sql(),
                steps.anew(),
                outcome(rowsStay ? List.of() : steps.reasons(), kinds.ignored(), steps.keys()),
                steps.extent(),
                rowsStay && !steps.keys() ? Optional.empty() : kinds.held());
    }

    private static SchemaOutcome outcome(List<String> reasons, List<String> ignored, boolean keys) {
        List<String> notes = new ArrayList<>(reasons);
        notes.addAll(ignored);
        if (!reasons.isEmpty()) {
            return SchemaOutcome.reload(String.join("; ", notes));
        }
        if (!ignored.isEmpty()) {
            return SchemaOutcome.ignored(String.join("; ", notes));
        }
        return keys ? SchemaOutcome.keys(KEYS_LATER) : SchemaOutcome.FOLLOWED;
    }

    /** What PostgreSQL gets for TRUNCATE TABLE, where a policy says that it is not simply emptied. */
    public Optional<TargetChange> truncated(TableId table) {
        PolicedKinds kinds = new PolicedKinds(rules.policies(table), Set.of(Policy.TRUNCATE_TABLE));
        String statement = "TRUNCATE TABLE " + MySqlNames.quote(table);
        return switch (kinds.policies().onChange(Policy.TRUNCATE_TABLE)) {
            case APPLY -> Optional.empty();
            case STOP ->
                Optional.of(
                        TargetChange.of(statement, List.of(Blocks.empty(rules.target(table))), SchemaOutcome.FOLLOWED)
                                .heldBy(kinds.held()));
            case IGNORE ->
                Optional.of(TargetChange.of(
                        statement, List.of(), SchemaOutcome.ignored(String.join("; ", kinds.ignored()))));
        };
    }

    private static List<String> reasons(SchemaStatement statement, Loaded loaded, PolicedKinds kinds) {
        List<String> reasons = new ArrayList<>();
        if (statement.action() == Action.RENAME) {
            reasons.add("the table has got its rows with its name");
        } else if (statement.action() == Action.ALTER && statement.evidence() == Evidence.CATALOGUE) {
            reasons.add("the structure is MySQL's of a later moment, since the statement alone does not tell it");
        }
        switch (statement.rows()) {
            case KEPT -> {}
            case REPLACED -> {
                if (!kinds.ignores(Policy.TRUNCATE_TABLE)) {
                    reasons.add("MySQL does not log the rows that the statement removes or exchanges");
                }
            }
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
