package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ViewDefinition;
import io.sluice.schema.catalog.CatalogView;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.expression.Relations;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.expression.ViewTranslator;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the views, as far as their translation is certain. Those that read other views are not translated. */
final class ViewPlan {

    private final SourceCatalog catalog;
    private final MappingRules rules;
    private final Relations relations;
    private final ViewTranslator translator = new ViewTranslator();
    private final List<PlacedFinding> findings = new ArrayList<>();

    /** @param tables the planned ones, by their names in MySQL */
    ViewPlan(SourceCatalog catalog, MappingRules rules, Map<TableId, PlannedTable> tables) {
        this.catalog = catalog;
        this.rules = rules;
        Map<TableId, Relations.Relation> byId = new LinkedHashMap<>();
        tables.forEach((id, table) -> byId.put(id, relation(table)));
        this.relations = new Relations(byId);
    }

    private static Relations.Relation relation(PlannedTable table) {
        boolean primary = table.source().key().filter(key -> key.primary()).isPresent();
        return new Relations.Relation(
                table.id(),
                Expressions.scope(table),
                primary ? table.source().source().key() : List.of());
    }

    List<ViewDefinition> views() {
        List<ViewDefinition> views = new ArrayList<>();
        for (CatalogView view : catalog.views()) {
            FindingCollector ofView = new FindingCollector(view.id(), rules.target(view.id())).afterData();
            definition(view, ofView).ifPresent(views::add);
            findings.addAll(ofView.all());
        }
        return views;
    }

    private Optional<ViewDefinition> definition(CatalogView view, FindingCollector ofView) {
        if (view.definition().isEmpty()) {
            return leftOut(ofView, "MySQL does not show its definition to this user", "GRANT SHOW VIEW to the user");
        }
        Translation outcome = translator.translate(view.definition(), relations);
        if (!(outcome instanceof Translation.Translated translated)) {
            return leftOut(ofView, Expressions.reason(outcome), "write it in PostgreSQL's SQL if it is still needed");
        }
        translated
                .notes()
                .forEach(note -> ofView.noticeOfTable(
                        Code.EXPRESSION_DIFFERS,
                        "the view means something else in a detail: " + note,
                        "nothing has to be done unless that matters"));
        TableId id = rules.target(view.id());
        if (!id.table().equals(rules.name(view.id().table()))) {
            ofView.noticeOfTable(
                    Code.NAME_CHANGED,
                    "another table or view has its name in PostgreSQL; it becomes " + id.table(),
                    "use this name in the application");
        }
        List<String> columns = view.columns().stream().map(rules::name).toList();
        return Optional.of(new ViewDefinition(id, columns, translated.sql()));
    }

    private static Optional<ViewDefinition> leftOut(FindingCollector ofView, String reason, String action) {
        ofView.warnOfTable(Code.VIEW_LEFT_OUT, "the view is left out: " + reason, action);
        return Optional.empty();
    }

    List<PlacedFinding> findings() {
        return findings;
    }
}
