package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.GeometryAs;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.type.Applicability;
import io.sluice.core.type.MySqlType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.ConnectedColumns.Column;
import io.sluice.schema.target.TargetServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The choices that the user's policies leave to the catalogue and to the target: what {@code auto} is; that a column
 * whose collation minds the case is left alone; and that columns which foreign keys connect get the same type.
 */
final class DerivedPolicies {

    private static final String POSTGIS = "postgis";

    /** Those that decide a type that a key can have. */
    private static final List<Policy> OF_KEYS = List.of(
            Policy.TINYINT1,
            Policy.BIT1,
            Policy.TIME,
            Policy.NUL_CHARACTERS,
            Policy.ENUM,
            Policy.CASE_INSENSITIVE,
            Policy.CHAR,
            Policy.BINARY);

    private final MappingRules rules;
    private final TargetServer server;
    private final ConnectedColumns connected;
    private final Map<Column, CatalogColumn> columns = new LinkedHashMap<>();
    private final List<Rule> derived = new ArrayList<>();

    private DerivedPolicies(SourceCatalog catalog, MappingRules rules, TargetServer server) {
        this.rules = rules;
        this.server = server;
        this.connected = new ConnectedColumns(catalog);
        for (CatalogTable table : catalog.tables()) {
            table.columns().forEach(column -> columns.put(new Column(table.id(), column.name()), column));
        }
    }

    /** @param rules the user's, before which these give way */
    static List<Rule> of(SourceCatalog catalog, MappingRules rules, TargetServer server) {
        return new DerivedPolicies(catalog, rules, server).derive();
    }

    private List<Rule> derive() {
        columns.forEach((column, inCatalog) -> {
            Policies policies = rules.policies(column.table(), column.name());
            MySqlType type = inCatalog.column().type();
            if (type.kind() == MySqlType.Kind.GEOMETRY && policies.geometryAs() == GeometryAs.AUTO) {
                settle(column, Policy.GEOMETRY, here());
            }
            boolean asked = Applicability.applies(Policy.CASE_INSENSITIVE, type)
                    && policies.caseInsensitive() != CaseInsensitive.PLAIN;
            if (asked && !isCaseInsensitive(inCatalog)) {
                settle(column, Policy.CASE_INSENSITIVE, CaseInsensitive.PLAIN);
            }
            Set<Column> all = connected.around(column);
            if (all.size() > 1) {
                OF_KEYS.forEach(policy -> align(column, all, policy));
            }
        });
        return derived;
    }

    private GeometryAs here() {
        return server.extensions().contains(POSTGIS) ? GeometryAs.POSTGIS : GeometryAs.BYTEA;
    }

    /** Takes the choice that was made for one of the connected columns by name, or else for one of their tables. */
    private void align(Column column, Set<Column> all, Policy policy) {
        if (!applies(policy, columns.get(column))) {
            return;
        }
        chosen(all, policy, member -> Optional.of(member.name()))
                .or(() -> chosen(all, policy, member -> Optional.empty()))
                .filter(choice ->
                        choice != rules.policies(column.table(), column.name()).get(policy))
                .ifPresent(choice -> settle(column, policy, choice));
    }

    /** What the user's rules on the columns themselves, or on their tables, say of a policy. */
    private Optional<Choice> chosen(Set<Column> members, Policy policy, Function<Column, Optional<String>> ruled) {
        return members.stream()
                .flatMap(member -> rules.rules().stream()
                        .filter(Rule.Settle.class::isInstance)
                        .map(Rule.Settle.class::cast)
                        .filter(rule -> rule.table().equals(member.table())
                                && rule.column().equals(ruled.apply(member))))
                .flatMap(rule -> Optional.ofNullable(rule.policies().chosen().get(policy)).stream())
                .findFirst();
    }

    private void settle(Column column, Policy policy, Choice choice) {
        derived.add(new Rule.Settle(column.table(), Optional.of(column.name()), Policies.of(policy, choice)));
    }

    private static boolean applies(Policy policy, CatalogColumn column) {
        return Applicability.applies(policy, column.column().type())
                && (policy != Policy.CASE_INSENSITIVE || isCaseInsensitive(column));
    }

    private static boolean isCaseInsensitive(CatalogColumn column) {
        return column.collation().filter(Collations::isCaseInsensitive).isPresent();
    }
}
