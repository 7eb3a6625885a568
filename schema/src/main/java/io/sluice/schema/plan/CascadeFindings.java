package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import io.sluice.schema.catalog.CascadeLog;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings about foreign keys by which MySQL changes child rows without a trace in its binary log. A foreign key that
 * PostgreSQL does not get is one of them too.
 */
final class CascadeFindings {

    private static final String CHILDREN_FIRST =
            "delete and update child rows before their parents in the application, for as long as the pipeline runs";

    private CascadeFindings() {}

    static List<PlacedFinding> of(SourceCatalog catalog, MappingRules rules) {
        return switch (catalog.cascades().mode()) {
            case LOGGED -> List.of();
            case UNLOGGED -> all(catalog, rules, "", CHILDREN_FIRST);
            case UNLOGGED_BY_SETTING ->
                all(
                        catalog,
                        rules,
                        " with innodb_native_foreign_keys=ON",
                        "restart MySQL with innodb_native_foreign_keys=OFF, or " + CHILDREN_FIRST);
        };
    }

    private static List<PlacedFinding> all(SourceCatalog catalog, MappingRules rules, String setting, String action) {
        List<PlacedFinding> findings = new ArrayList<>();
        for (CatalogTable table : catalog.tables()) {
            FindingCollector ofTable = new FindingCollector(table.id(), rules.target(table.id())).afterData();
            for (CatalogForeignKey key : table.foreignKeys()) {
                String actions = Stream.of(named("DELETE", key.onDelete()), named("UPDATE", key.onUpdate()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" and "));
                if (!actions.isEmpty()) {
                    ofTable.warn(
                            Code.FOREIGN_KEY_CASCADES,
                            key.name(),
                            reason(catalog.cascades(), setting, actions, key),
                            action);
                }
            }
            findings.addAll(ofTable.all());
        }
        return findings;
    }

    private static Optional<String> named(String event, Action action) {
        return switch (action) {
            case NO_ACTION, RESTRICT -> Optional.empty();
            case CASCADE, SET_NULL, SET_DEFAULT ->
                Optional.of("ON " + event + " " + action.name().replace('_', ' '));
        };
    }

    private static String reason(CascadeLog log, String setting, String actions, CatalogForeignKey key) {
        boolean deletes = key.onDelete() == Action.CASCADE;
        boolean changes = named("UPDATE", key.onUpdate()).isPresent()
                || (!deletes && named("DELETE", key.onDelete()).isPresent());
        String shown = deletes && changes
                ? "in PostgreSQL only or as different"
                : deletes ? "in PostgreSQL only" : "as different";
        return "MySQL " + log.version() + setting + " does not write to its binary log what " + actions
                + " does to rows of this table, so that it does not arrive: 'sluice verify' will show these rows "
                + shown;
    }
}
