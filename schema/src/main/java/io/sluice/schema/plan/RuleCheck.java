package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Policy.Section;
import io.sluice.core.type.Applicability;
import io.sluice.core.type.TypeMapping;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.util.Set;

/** Whether the user's rules fit the source: each names what is there, and asks of a column what its type allows. */
final class RuleCheck {

    private RuleCheck() {}

    static void run(SourceCatalog catalog, MappingRules rules) {
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.Transform transform) {
                check(catalog, transform);
            } else if (rule instanceof Rule.Settle settle) {
                check(catalog, settle);
            }
        }
    }

    private static void check(SourceCatalog catalog, Rule.Transform rule) {
        CatalogColumn column = column(catalog, rule.table(), rule.column());
        try {
            TypeMapping.transformed(column.column().type(), rule.transformation());
        } catch (IllegalArgumentException e) {
            throw wrong("The rule on " + rule.table() + "." + rule.column() + ": " + e.getMessage());
        }
    }

    private static void check(SourceCatalog catalog, Rule.Settle rule) {
        if (rule.column().isEmpty()) {
            if (!saysOfChangesAlone(rule)) {
                table(catalog, rule.table());
            }
            return;
        }
        String name = rule.column().get();
        CatalogColumn column = column(catalog, rule.table(), name);
        for (Policy policy : rule.policies().chosen().keySet()) {
            if (!applies(policy, column)) {
                throw wrong("The rule on " + rule.table() + "." + name + ": " + policy.id() + " does not apply to "
                        + described(policy, column) + "; take the rule away or put it on "
                        + Applicability.described(policy));
            }
        }
    }

    /** The table may be there later, or no more, while a rule says what becomes of that. */
    private static boolean saysOfChangesAlone(Rule.Settle rule) {
        Set<Policy> chosen = rule.policies().chosen().keySet();
        return !chosen.isEmpty() && chosen.stream().allMatch(policy -> policy.section() == Section.SCHEMA_CHANGES);
    }

    private static boolean applies(Policy policy, CatalogColumn column) {
        boolean fits =
                switch (policy) {
                    case GENERATED -> column.origin() == CatalogColumn.Origin.GENERATED;
                    case CASE_INSENSITIVE ->
                        column.collation().filter(Collations::isCaseInsensitive).isPresent();
                    default -> true;
                };
        return fits && Applicability.applies(policy, column.column().type());
    }

    private static String described(Policy policy, CatalogColumn column) {
        return policy == Policy.CASE_INSENSITIVE && column.collation().isPresent()
                ? "a column of collation " + column.collation().get()
                : "a column of type " + column.column().type().declared();
    }

    private static CatalogTable table(SourceCatalog catalog, TableId id) {
        return catalog.tables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow(() -> wrong("The rule on " + id + " names no selected table; correct it or take it away"));
    }

    private static CatalogColumn column(SourceCatalog catalog, TableId table, String name) {
        return catalog.tables().stream()
                .filter(candidate -> candidate.id().equals(table))
                .flatMap(candidate -> candidate.columns().stream())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("The rule on " + table + "." + name
                        + " names no column of a selected table; correct it or take it away"));
    }

    private static SluiceException wrong(String message) {
        return new SluiceException(ExitCode.WRONG_USAGE, message);
    }
}
