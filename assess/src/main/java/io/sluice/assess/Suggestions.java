package io.sluice.assess;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The nearer types that columns of one table could have. Columns of foreign keys are left alone: another column, whose
 * values were not looked at together with theirs, would get the type too.
 */
final class Suggestions {

    private record Candidate(CatalogColumn column, NearerType type) {}

    private final CatalogTable table;
    private final CaseInsensitive insensitive;
    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * @param rules those that the values will be mapped by
     * @param insensitive what columns become that do not tell case apart
     */
    Suggestions(CatalogTable table, SourceCatalog catalog, MappingRules rules, CaseInsensitive insensitive) {
        this.table = table;
        this.insensitive = insensitive;
        Set<String> connected = connected(table.id(), catalog);
        for (CatalogColumn column : table.columns()) {
            boolean free = column.origin() == CatalogColumn.Origin.WRITTEN
                    && !connected.contains(column.name())
                    && rules.transformation(table.id(), column.name()).isEmpty();
            if (free) {
                Stream.of(NearerType.values())
                        .filter(type -> type.applies(table, column, rules.policies(table.id(), column.name())))
                        .filter(type -> type != NearerType.CASE_INSENSITIVE || keepsKeys(column))
                        .forEach(type -> candidates.add(new Candidate(column, type)));
            }
        }
    }

    private static Set<String> connected(TableId table, SourceCatalog catalog) {
        Set<String> columns = new HashSet<>();
        for (CatalogTable other : catalog.tables()) {
            for (CatalogForeignKey key : other.foreignKeys()) {
                if (other.id().equals(table)) {
                    columns.addAll(key.columns());
                }
                if (key.referenced().equals(table)) {
                    columns.addAll(key.referencedColumns());
                }
            }
        }
        return columns;
    }

    /** Whether no two values that a unique key of MySQL tells apart become equal. MySQL's newest collations are ICU's. */
    private boolean keepsKeys(CatalogColumn column) {
        return switch (insensitive) {
            case CITEXT -> true;
            case COLLATION -> column.collation().orElse("").startsWith("utf8mb4_0900");
            case PLAIN -> false;
        };
    }

    /** What has to be counted: for each candidate the values that fit, and those that do not. */
    List<String> conditions() {
        return candidates.stream()
                .flatMap(candidate -> Stream.of(
                        candidate.type().fitting(candidate.column()),
                        candidate.type().unfitting(candidate.column())))
                .toList();
    }

    /**
     * @param counts one for each of the {@link #conditions}
     * @param complete whether all rows were read
     */
    List<Suggestion> of(List<Long> counts, boolean complete) {
        List<Suggestion> suggestions = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            long fitting = counts.get(2 * i);
            long unfitting = counts.get(2 * i + 1);
            if (fitting > 0 && unfitting == 0) {
                Candidate candidate = candidates.get(i);
                suggestions.add(new Suggestion(
                        candidate.type().proposal(table, candidate.column(), insensitive), fitting, complete));
            }
        }
        return suggestions;
    }
}
