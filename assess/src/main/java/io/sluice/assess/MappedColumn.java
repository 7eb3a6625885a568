package io.sluice.assess;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a column goes.
 *
 * @param targetType as SQL
 */
public record MappedColumn(
        TableId source, String column, String sourceType, TableId target, String targetColumn, String targetType) {

    static List<MappedColumn> all(List<SourceTable> tables, MappingRules rules) {
        List<MappedColumn> columns = new ArrayList<>();
        for (SourceTable table : tables) {
            TargetTable target = TableMapping.compile(table, rules).target();
            for (int i = 0; i < table.columns().size(); i++) {
                TargetColumn to = target.columns().get(i);
                columns.add(new MappedColumn(
                        table.id(),
                        table.columns().get(i).name(),
                        table.columns().get(i).type().declared(),
                        target.id(),
                        to.name(),
                        to.type().sql() + (to.nullable() ? "" : " NOT NULL")));
            }
        }
        return columns;
    }
}
