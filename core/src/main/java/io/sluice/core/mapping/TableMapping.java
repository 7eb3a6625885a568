package io.sluice.core.mapping;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.ColumnMapping;
import io.sluice.core.type.TypeMapping;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.type.UnmappableValueException.Consequence;
import io.sluice.core.type.UnmappableValueException.Remedy;
import io.sluice.core.type.ValueConversion;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled function from a source table's rows to a target table's rows, for one table at one schema version.
 * Immutable and thread-safe; {@link #map} looks nothing up by name.
 */
public final class TableMapping {

    private final SourceTable source;
    private final TargetTable target;
    private final ValueConversion[] conversions;
    private final Policies[] policies;
    private final int[] keyIndexes;
    private final PolicyListener listener;

    private TableMapping(
            SourceTable source,
            TargetTable target,
            ValueConversion[] conversions,
            Policies[] policies,
            PolicyListener listener) {
        this.source = source;
        this.target = target;
        this.conversions = conversions;
        this.policies = policies;
        this.keyIndexes = target.keyIndexes();
        this.listener = listener;
    }

    public static TableMapping compile(SourceTable source, MappingRules rules) {
        return compile(source, rules, PolicyListener.NONE);
    }

    /** @param listener is told of each value that a policy decides about; the mapping is thread-safe if it is */
    public static TableMapping compile(SourceTable source, MappingRules rules, PolicyListener listener) {
        TableId id = rules.target(source.id());
        List<String> names = rules.columns(source.columnNames());
        List<TargetColumn> columns = new ArrayList<>();
        List<ValueConversion> conversions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SourceColumn column = source.columns().get(i);
            Policies policies = rules.policies(source.id(), column.name());
            ColumnMapping mapping = map(source.id(), column, id, rules, policies);
            boolean nullable = column.nullable() || TypeMapping.mayBecomeNull(column.type(), policies);
            boolean key = source.key().contains(column.name());
            columns.add(new TargetColumn(names.get(i), mapping.type(), nullable && !key));
            conversions.add(mapping.conversion());
        }
        List<String> key = source.key().stream()
                .map(name -> names.get(source.columnNames().indexOf(name)))
                .toList();
        return new TableMapping(
                source,
                new TargetTable(id, columns, key),
                conversions.toArray(ValueConversion[]::new),
                source.columns().stream()
                        .map(column -> rules.policies(source.id(), column.name()))
                        .toArray(Policies[]::new),
                listener);
    }

    private static ColumnMapping map(
            TableId source, SourceColumn column, TableId target, MappingRules rules, Policies policies) {
        TableId enumId = new TableId(target.schema(), rules.enumType(source, column.name()));
        return rules.transformation(source, column.name())
                .map(transformation -> TypeMapping.transformed(column.type(), transformation))
                .orElseGet(() -> TypeMapping.of(column.type(), enumId, policies));
    }

    public TargetTable target() {
        return target;
    }

    /**
     * The target row of a source row.
     *
     * @param source values in the order of the source table's columns, as Debezium encoded them; null elements are NULLs
     * @return values in the order of the target table's columns
     * @throws UnmappableValueException naming the column, if a value cannot be held by its target type
     */
    public Object[] map(Object[] source) {
        Object[] row = new Object[conversions.length];
        for (int i = 0; i < row.length; i++) {
            Object value = source[i];
            if (value != null) {
                row[i] = convert(i, value);
            }
        }
        return row;
    }

    /**
     * The key columns of the target row of a source row; its other columns are left null, so that a value there that
     * cannot be mapped does not stand in the way of a delete.
     *
     * @throws UnmappableValueException as {@link #map} does
     */
    public Object[] mapKey(Object[] source) {
        Object[] row = new Object[conversions.length];
        for (int i : keyIndexes) {
            Object value = source[i];
            row[i] = value == null ? null : convert(i, value);
        }
        return row;
    }

    private Object convert(int column, Object value) {
        try {
            return conversions[column].convert(value);
        } catch (UnmappableValueException e) {
            return settled(column, e);
        }
    }

    /** What the policy that is about such a value has for it. */
    private Object settled(int column, UnmappableValueException cause) {
        Policy policy = cause.policy().orElseThrow(() -> cause.in(name(column), Consequence.SET_ASIDE));
        Choice choice = policies[column].get(policy);
        Remedy remedy = cause.remedy(choice);
        listener.applied(source.columns().get(column).name(), policy, choice);
        if (remedy instanceof Remedy.Refused refused) {
            throw cause.in(name(column), refused.consequence());
        }
        Object instead = ((Remedy.Instead) remedy).value();
        if (instead == null && isKey(column)) {
            throw cause.in(name(column), Consequence.SET_ASIDE);
        }
        return instead;
    }

    private boolean isKey(int column) {
        return target.key().contains(name(column));
    }

    private String name(int column) {
        return target.columns().get(column).name();
    }
}
