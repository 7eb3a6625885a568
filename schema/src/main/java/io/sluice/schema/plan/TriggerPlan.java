package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.UpdateTrigger;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.expression.Translation;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans the triggers that stand for ON UPDATE CURRENT_TIMESTAMP. */
final class TriggerPlan {

    private final PlannedTable table;
    private final Expressions expressions;

    TriggerPlan(PlannedTable table, Expressions expressions) {
        this.table = table;
        this.expressions = expressions;
    }

    /** @param columns the planned ones */
    List<UpdateTrigger> triggers(List<ColumnDefinition> columns) {
        List<UpdateTrigger> triggers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            CatalogColumn source = table.source().columns().get(i);
            if (source.onUpdate().isPresent()) {
                trigger(source, columns.get(i).column(), columns).ifPresent(triggers::add);
            }
        }
        return triggers;
    }

    private Optional<UpdateTrigger> trigger(CatalogColumn source, TargetColumn target, List<ColumnDefinition> columns) {
        String text = source.onUpdate().orElseThrow();
        List<TargetColumn> others = columns.stream()
                .filter(column -> !(column.defaultValue() instanceof ColumnDefinition.Default.Generated))
                .map(ColumnDefinition::column)
                .filter(column -> !column.equals(target))
                .toList();
        Translation value = expressions.translate(text, Optional.of(target.type()));
        if (others.isEmpty() || !(value instanceof Translation.Translated translated)) {
            table.findings()
                    .afterData()
                    .warn(
                            Code.ON_UPDATE_LEFT_OUT,
                            source.name(),
                            "ON UPDATE " + text + " is left out: there is no trigger that does the same",
                            "set the column in the application");
            return Optional.empty();
        }
        String part = table.name(source.name() + "_on_update");
        String name = table.names().part(table.id(), part);
        FindingCollector findings = table.findings().afterData(name);
        table.noteOfName(findings, "trigger", source.name(), table.id().table() + "_" + part, name);
        findings.notice(
                Code.ON_UPDATE_TRIGGER,
                source.name(),
                "ON UPDATE " + text + " becomes a trigger, which also fires for an UPDATE that sets the column"
                        + " to the value it has",
                "nothing has to be done unless that matters");
        return Optional.of(new UpdateTrigger(name, target.name(), translated.sql(), others));
    }
}
