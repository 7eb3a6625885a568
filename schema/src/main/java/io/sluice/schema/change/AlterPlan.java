package io.sluice.schema.change;

import io.sluice.core.ddl.ColumnStructure.DefaultKind;
import io.sluice.core.ddl.ColumnStructure.Origin;
import io.sluice.core.ddl.TargetChange.Extent;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.OnChange;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.sql.CheckDefinition;
import io.sluice.core.sql.ColumnDefinition.Default;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.change.ChangePlanner.Loaded;
import io.sluice.schema.change.PlannedStructure.PlannedColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans an ALTER TABLE. Where rows cannot be converted as MySQL has converted them, the table is emptied first: it then takes
 * any shape, and the rows are brought anew.
 */
final class AlterPlan {

    private final PlannedStructure before;
    private final PlannedStructure after;
    private final TableId table;
    private final List<ColumnPair> pairs = new ArrayList<>();
    private final List<PlannedColumn> added = new ArrayList<>();
    private final List<PlannedColumn> dropped = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Loaded loaded;
    private final Policies policies;
    private boolean empties;

    /**
     * @param loaded whether rows of a later structure may have made columns of it already
     * @param policies of the table: what they ignore is left as it is
     */
    AlterPlan(PlannedStructure before, PlannedStructure after, Loaded loaded, Policies policies) {
        this.loaded = loaded;
        this.policies = policies;
        this.before = before;
        this.after = after;
        this.table = after.definition().id();
        match();
        noteOfKey();
        pairs.forEach(this::noteOfType);
        added.forEach(this::noteOfFill);
    }

    private void match() {
        for (int i = 0; i < after.size(); i++) {
            PlannedColumn column = after.column(i);
            Optional<PlannedColumn> former = column.source().formerName().flatMap(before::column);
            if (former.isPresent()) {
                pairs.add(new ColumnPair(former.get(), column));
            } else {
                added.add(column);
            }
        }
        Set<String> kept = pairs.stream().map(pair -> pair.before().name()).collect(Collectors.toSet());
        for (int i = 0; i < before.size(); i++) {
            if (!kept.contains(before.column(i).name())) {
                dropped.add(before.column(i));
            }
        }
    }

    private void noteOfKey() {
        if (isOtherKey()) {
            empties = true;
            reasons.add("rows are found by another key from here on");
        }
    }

    private boolean isOtherKey() {
        List<String> old = key(before);
        boolean same = old.size() == key(after).size() && key(after).containsAll(old);
        boolean renamed = pairs.stream()
                .anyMatch(pair -> pair.isRenamed() && old.contains(pair.before().name()));
        boolean replaced = dropped.stream().anyMatch(column -> old.contains(column.name()));
        return !same || renamed || replaced;
    }

    private void noteOfType(ColumnPair pair) {
        if (!pair.isExact()) {
            empties = true;
            reasons.add("PostgreSQL does not convert the values of column "
                    + pair.after().name() + " from " + pair.before().source().type() + " to "
                    + pair.after().source().type() + " as MySQL does");
        }
    }

    /** Rows that were there get the column's default, if it is the same for all of them. */
    private void noteOfFill(PlannedColumn column) {
        DefaultKind kind = column.source().defaultValue().kind();
        boolean computed = column.source().origin() == Origin.GENERATED || kind == DefaultKind.EXPRESSION;
        boolean unknown = column.filled().defaultValue() instanceof Default.None
                && (kind == DefaultKind.LITERAL || !column.source().nullable());
        if (computed || unknown) {
            reasons.add("the rows that were there have values of their own in the new column " + column.name());
        }
        if (column.filled().defaultValue() instanceof Default.None
                && !column.target().column().nullable()) {
            empties = true;
        }
    }

    /** Why the rows have to be brought anew; none if they have not. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** What kinds of change it is, but for what says nothing of a column or of the key. */
    Set<Policy> kinds() {
        Set<Policy> kinds = EnumSet.noneOf(Policy.class);
        add(kinds, Policy.ADD_COLUMN, !added.isEmpty());
        add(kinds, Policy.DROP_COLUMN, !dropped.isEmpty());
        add(kinds, Policy.CHANGE_KEY, isOtherKey());
        for (ColumnPair pair : pairs) {
            add(kinds, Policy.RENAME_COLUMN, pair.isRenamed());
            add(kinds, Policy.CHANGE_TYPE, pair.isOfOtherType());
            add(kinds, Policy.OTHER_CHANGE, pair.isOtherwiseChanged());
        }
        return kinds;
    }

    /** An emptied table is written anew at once. */
    Extent extent() {
        boolean numbered =
                added.stream().anyMatch(column -> column.target().defaultValue() instanceof Default.Identity);
        boolean rewrites = numbered || pairs.stream().anyMatch(ColumnPair::isRewritten);
        return rewrites && !empties ? Extent.REWRITE : Extent.DEFINITION;
    }

    private static void add(Set<Policy> kinds, Policy kind, boolean is) {
        if (is) {
            kinds.add(kind);
        }
    }

    private boolean ignores(Policy kind) {
        return policies.onChange(kind) == OnChange.IGNORE;
    }

    /** What is to be committed before {@link #statements}. */
    List<String> ahead() {
        return pairs.stream().flatMap(pair -> LabelChange.ahead(pair).stream()).toList();
    }

    List<String> statements() {
        boolean anotherKey = empties || !key(before).equals(key(after));
        List<String> sql = new ArrayList<>();
        if (anotherKey && !key(before).isEmpty()) {
            sql.add(Blocks.dropKey(table, key(before)));
        }
        if (empties) {
            sql.add(Blocks.empty(table));
        }
        dropChecks(sql);
        drop(sql);
        sql.addAll(new Renaming(table, pairs, loaded).statements());
        for (ColumnPair pair : pairs) {
            ColumnStatements statements = new ColumnStatements(table, pair);
            sql.addAll(ignores(Policy.OTHER_CHANGE) ? statements.needed() : statements.statements());
        }
        added.forEach(column -> sql.addAll(ColumnStatements.add(table, column)));
        if (anotherKey) {
            addKey(sql);
        }
        addChecks(sql);
        List<String> framed = framed(sql);
        comments(framed);
        return framed;
    }

    /** Columns that are kept stay until one of their name comes. */
    private void drop(List<String> sql) {
        boolean kept = ignores(Policy.DROP_COLUMN);
        dropped.forEach(column ->
                sql.addAll(kept ? ColumnStatements.keep(table, column) : ColumnStatements.drop(table, column)));
        if (kept) {
            Set<String> old = before.names();
            after.names().stream()
                    .filter(name -> !old.contains(name))
                    .map(name -> ColumnStatements.alter(table, "DROP COLUMN IF EXISTS " + Identifiers.quote(name)))
                    .forEach(sql::add);
        }
    }

    private static List<String> key(PlannedStructure structure) {
        TableDefinition.Key key = structure.definition().key();
        if (key instanceof TableDefinition.Key.Primary primary) {
            return primary.columns();
        }
        return key instanceof TableDefinition.Key.Unique unique ? unique.columns() : List.of();
    }

    private void addKey(List<String> sql) {
        if (after.definition().key() instanceof TableDefinition.Key.Primary key) {
            sql.add(ColumnStatements.alter(
                    table,
                    "ADD CONSTRAINT " + Identifiers.quote(key.name()) + " PRIMARY KEY ("
                            + Identifiers.quoteAll(key.columns()) + ")"));
        }
    }

    /** Those that would refuse rows to come. */
    private void dropChecks(List<String> sql) {
        for (CheckDefinition check : before.definition().checks()) {
            if (!after.definition().checks().contains(check)) {
                sql.add(ColumnStatements.alter(table, "DROP CONSTRAINT IF EXISTS " + Identifiers.quote(check.name())));
            }
        }
    }

    /** New ones may wait, but what replaces another one may not. */
    private void addChecks(List<String> sql) {
        boolean replaced =
                !after.definition().checks().containsAll(before.definition().checks());
        for (CheckDefinition check : after.definition().checks()) {
            if (replaced && !before.definition().checks().contains(check)) {
                sql.add(Ddl.addCheck(table, check).sql());
            }
        }
    }

    /** PostgreSQL alters no column that a trigger names, and ours name all. */
    private List<String> framed(List<String> sql) {
        List<String> framed = new ArrayList<>();
        boolean other =
                !before.definition().triggers().equals(after.definition().triggers());
        if (!sql.isEmpty() || other) {
            framed.addAll(TableStatements.dropTriggers(before.definition()));
            framed.addAll(sql);
            framed.addAll(TableStatements.createTriggers(after.definition()));
        }
        return framed;
    }

    private void comments(List<String> sql) {
        if (ignores(Policy.OTHER_CHANGE)) {
            return;
        }
        after.structure()
                .comment()
                .ifPresent(comment -> sql.add("COMMENT ON TABLE " + Identifiers.quote(table) + " IS "
                        + Identifiers.literal(after.definition().comment())));
        for (ColumnPair pair : pairs) {
            if (pair.after().source().comment().isPresent()) {
                sql.add(ColumnStatements.comment(table, pair.after()));
            }
        }
        for (PlannedColumn column : added) {
            if (!column.target().comment().isEmpty()) {
                sql.add(ColumnStatements.comment(table, column));
            }
        }
    }
}
