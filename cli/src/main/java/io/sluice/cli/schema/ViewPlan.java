package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogView;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.cli.schema.Finding.Code;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.model.TableId;
import io.sluice.core.sql.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans the views, as far as their translation is certain. */
final class ViewPlan {

    private final SourceCatalog catalog;
    private final MappingRules rules;
    private final Map<TableId, PlannedTable> tables;
    private final List<PlacedFinding> findings = new ArrayList<>();

    ViewPlan(SourceCatalog catalog, MappingRules rules, Map<TableId, PlannedTable> tables) {
        this.catalog = catalog;
        this.rules = rules;
        this.tables = tables;
    }

    List<ViewDefinition> views() {
        for (CatalogView view : catalog.views()) {
            Findings ofView = new Findings(view.id(), rules.target(view.id())).afterData();
            ofView.warnOfTable(
                    Code.VIEW_LEFT_OUT,
                    "the view is left out: " + tables.size(),
                    "write it in PostgreSQL's SQL if it is still needed");
            findings.addAll(ofView.all());
        }
        return List.of();
    }

    List<PlacedFinding> findings() {
        return findings;
    }
}
