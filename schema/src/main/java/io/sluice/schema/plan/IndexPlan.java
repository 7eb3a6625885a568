package io.sluice.schema.plan;

import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.IndexDefinition.Part;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.expression.Volatility;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the indexes of a table, apart from its key. */
final class IndexPlan {

    private final PlannedTable table;
    private final Expressions expressions;
    private final SearchIndexes searchIndexes;
    private final Map<List<Part>, String> owners = new HashMap<>();

    IndexPlan(PlannedTable table, Expressions expressions) {
        this.table = table;
        this.expressions = expressions;
        this.searchIndexes = new SearchIndexes(table);
    }

    List<IndexDefinition> indexes() {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (CatalogIndex index : table.source().indexes()) {
            if (table.source().key().filter(index::equals).isPresent()) {
                IndexWidth.noteOfKey(table, index);
            } else {
                index(index).ifPresent(indexes::add);
            }
        }
        return indexes;
    }

    private Optional<IndexDefinition> index(CatalogIndex index) {
        String name = table.names().part(table.id(), table.name(index.name()));
        Optional<IndexDefinition> definition =
                switch (index.method()) {
                    case BTREE, HASH -> btree(index, name);
                    case FULLTEXT -> Optional.of(searchIndexes.fulltext(index, name));
                    case SPATIAL -> searchIndexes.spatial(index, name);
                };
        definition.ifPresent(made -> note(index, made));
        return definition;
    }

    private Optional<IndexDefinition> btree(CatalogIndex index, String name) {
        List<IndexedPart> parts = new ArrayList<>();
        for (CatalogIndex.Part part : index.parts()) {
            Optional<IndexedPart> planned = part instanceof CatalogIndex.Part.OfColumn column
                    ? Optional.of(IndexedPart.of(table, column))
                    : ofExpression(index, name, (CatalogIndex.Part.OfExpression) part);
            if (planned.isEmpty()) {
                return Optional.empty();
            }
            parts.add(planned.get());
        }
        noteOfPrefix(index, name, parts);
        return Optional.of(new IndexWidth(table, index, name).fitted(parts, comment(index)));
    }

    private Optional<IndexedPart> ofExpression(CatalogIndex index, String name, CatalogIndex.Part.OfExpression part) {
        Translation outcome = expressions.translate(part.sql(), Optional.empty());
        if (!(outcome instanceof Translation.Translated translated)) {
            leftOut(index, "its expression " + part.sql() + " is not translated: " + Expressions.reason(outcome));
            return Optional.empty();
        }
        if (translated.volatility() != Volatility.IMMUTABLE) {
            leftOut(index, "PostgreSQL does not take its expression " + part.sql() + " for immutable");
            return Optional.empty();
        }
        translated.notes().forEach(note -> table.findings()
                .afterData(name)
                .notice(
                        Code.EXPRESSION_DIFFERS,
                        index.name(),
                        "the expression means something else in a detail: " + note,
                        "nothing has to be done unless that matters"));
        return Optional.of(IndexedPart.ofExpression(translated.sql(), part.direction()));
    }

    private void leftOut(CatalogIndex index, String reason) {
        table.findings()
                .afterData()
                .warn(
                        Code.INDEX_LEFT_OUT,
                        index.name(),
                        "the index is left out: " + reason,
                        "create it with an expression in PostgreSQL's SQL");
    }

    private void noteOfPrefix(CatalogIndex index, String name, List<IndexedPart> parts) {
        if (parts.stream().anyMatch(IndexedPart::isPrefix)) {
            table.findings()
                    .afterData(name)
                    .notice(
                            Code.INDEX_PREFIX,
                            index.name(),
                            "the index on the start of the value becomes one on an expression",
                            switch (index.uniqueness()) {
                                case UNIQUE -> "nothing has to be done: equal starts are refused as in MySQL";
                                case NOT_UNIQUE -> "write the same expression in the queries that are to use it";
                            });
        }
    }

    private void note(CatalogIndex index, IndexDefinition made) {
        FindingCollector findings = table.findings().afterData(made.name());
        String wanted = table.id().table() + "_" + table.name(index.name());
        table.noteOfName(findings, "index", index.name(), wanted, made.name());
        if (index.visibility() == CatalogColumn.Visibility.INVISIBLE) {
            findings.notice(
                    Code.INDEX_INVISIBLE,
                    index.name(),
                    "the invisible index is used like any other, as PostgreSQL has no invisible ones",
                    "drop it if it was on its way out");
        }
        String first = owners.putIfAbsent(made.parts(), index.name());
        boolean likeKey = table.source()
                .key()
                .filter(key -> IndexedPart.all(table, key).stream()
                        .map(IndexedPart::part)
                        .toList()
                        .equals(made.parts()))
                .isPresent();
        if (first != null || likeKey) {
            findings.notice(
                    Code.INDEX_DUPLICATE,
                    index.name(),
                    "the index has the same columns as " + (likeKey ? "the key" : first),
                    "drop it if nothing asks for it: each index costs time with each change");
        }
    }

    static String comment(CatalogIndex index) {
        return index.comment().replace("\0", "");
    }
}
