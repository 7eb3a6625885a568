package io.sluice.cli.schema;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import io.sluice.cli.catalog.CatalogColumn;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.type.TypeMapping;

/** Whether the user's rules fit the source: each names a column, and a transformation that its type allows. */
final class RuleCheck {

    private RuleCheck() {}

    static void run(SourceCatalog catalog, MappingRules rules) {
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.Transform transform) {
                check(catalog, transform);
            }
        }
    }

    private static void check(SourceCatalog catalog, Rule.Transform rule) {
        String name = rule.table() + "." + rule.column();
        CatalogColumn column = catalog.tables().stream()
                .filter(table -> table.id().equals(rule.table()))
                .flatMap(table -> table.columns().stream())
                .filter(candidate -> candidate.name().equals(rule.column()))
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "The rule on " + name + " names no column of a selected table; correct it or take it away"));
        try {
            TypeMapping.transformed(column.column().type(), rule.transformation());
        } catch (IllegalArgumentException e) {
            throw new SluiceException(ExitCode.WRONG_USAGE, "The rule on " + name + ": " + e.getMessage(), e);
        }
    }
}
