package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what a query with groups selects is one value per group, as PostgreSQL demands: each column is grouped by,
 * within an aggregate, or of a table whose primary key is grouped by.
 */
final class Grouping {

    private record Seen(Term term, Set<String> bareColumns) {}

    private final Sources sources;
    private final List<Seen> seen = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private boolean grouped;

    Grouping(Sources sources) {
        this.sources = sources;
    }

    /** A selected term, checked once the groups are known. */
    void seen(Term term, Set<String> bareColumns) {
        seen.add(new Seen(term, bareColumns));
    }

    void check(List<String> groupKeys, boolean inGroups) {
        grouped = inGroups;
        keys.addAll(groupKeys);
        seen.forEach(each -> require(each.term(), each.bareColumns()));
    }

    void require(Term term, Set<String> bareColumns) {
        if (!grouped || keys.contains(term.sql())) {
            return;
        }
        for (String column : bareColumns) {
            if (!keys.contains(column) && !determined(column)) {
                throw term.refused(column + " is neither grouped by nor within an aggregate");
            }
        }
    }

    private boolean determined(String column) {
        return sources.all().stream()
                .filter(source -> column.startsWith(Identifiers.quote(source.alias()) + "."))
                .anyMatch(this::keyIsGrouped);
    }

    private boolean keyIsGrouped(Sources.Source source) {
        if (!(source instanceof Sources.Source.OfTable table)
                || table.relation().key().isEmpty()) {
            return false;
        }
        return table.relation().key().stream()
                .map(name -> table.relation().columns().column(name))
                .allMatch(column -> column.isPresent()
                        && keys.contains(Identifiers.quote(table.alias()) + "."
                                + Identifiers.quote(column.get().target())));
    }
}
