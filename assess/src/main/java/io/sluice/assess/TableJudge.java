package io.sluice.assess;

import io.sluice.assess.Question.Topic;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.wire.RecordLimit;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.plan.RowWidth;
import java.util.List;
import java.util.Optional;

/** Turns answers about one table into findings. */
final class TableJudge {

    private final CatalogTable table;
    private final MappingRules rules;
    private final RecordLimit limit;

    TableJudge(CatalogTable table, MappingRules rules, RecordLimit limit) {
        this.table = table;
        this.rules = rules;
        this.limit = limit;
    }

    DataFinding finding(Topic topic, long count, List<String> examples) {
        if (topic instanceof Topic.OfColumn column) {
            Judgement judgement = judge(column.column()).of(column.probe());
            return new DataFinding(
                    column.probe().id(),
                    table.id(),
                    table.id() + "." + column.column(),
                    judgement.severity(),
                    count,
                    column.probe().counted(count),
                    examples,
                    judgement.consequence(),
                    judgement.action(),
                    judgement.proposal());
        }
        if (topic instanceof Topic.OfIndex index) {
            return ofIndex(index.index(), count, examples);
        }
        if (topic instanceof Topic.OfForeignKey key) {
            return orphans(key.foreignKey(), count, examples);
        }
        if (topic instanceof Topic.OfPage) {
            return wide(count, examples);
        }
        return large(((Topic.OfRow) topic).message(), count, examples);
    }

    private ValueJudge judge(String name) {
        CatalogColumn column = table.column(name);
        int position = table.columns().indexOf(column);
        return new ValueJudge(
                table,
                column,
                TableMapping.compile(table.source(), rules)
                        .target()
                        .columns()
                        .get(position)
                        .type(),
                rules.policies(table.id(), name));
    }

    private DataFinding ofIndex(String name, long count, List<String> examples) {
        return unsettled(
                "long-index-entries",
                "." + name,
                Severity.WARNING,
                count,
                FigureText.count(count, "index entry", "index entries") + " of more than "
                        + FigureText.count(Questions.INDEX_ENTRY_BYTES_MAX) + " bytes",
                examples,
                "PostgreSQL may refuse these rows, which then become dead letters",
                "shorten these values in MySQL");
    }

    private DataFinding orphans(String name, long count, List<String> examples) {
        return unsettled(
                "orphans",
                "." + name,
                Severity.WARNING,
                count,
                FigureText.count(count, "row", "rows") + " without the parent that is named",
                examples,
                "they arrive, but PostgreSQL cannot validate the foreign key: it holds for new rows only",
                "delete them in MySQL or give them a parent; else validate the foreign key after that is done in"
                        + " PostgreSQL");
    }

    private DataFinding wide(long count, List<String> examples) {
        return unsettled(
                "wide-rows",
                "",
                Severity.WARNING,
                count,
                FigureText.count(count, "row", "rows") + " of more than " + FigureText.count(RowWidth.BYTES_MAX)
                        + " bytes in columns that stay in the row",
                examples,
                "PostgreSQL has no room for them on a page, so that they become dead letters",
                "give these rows less values, or divide the table in MySQL");
    }

    private DataFinding large(Question.Message message, long count, List<String> examples) {
        String most = FigureText.bytes(limit.bytes());
        return switch (message) {
            case IMAGE ->
                unsettled(
                        "large-rows",
                        "",
                        Severity.WARNING,
                        count,
                        FigureText.count(count, "row", "rows") + " larger than a record (" + most + ")",
                        examples,
                        "they become dead letters without their values",
                        "raise 'source.record-bytes-max' in pipeline.yaml, or make the values smaller");
            case UPDATE ->
                unsettled(
                        "large-updates",
                        "",
                        Severity.WARNING,
                        count,
                        FigureText.count(count, "row", "rows") + " larger than half a record (" + most + ")",
                        examples,
                        "they are copied, but without a key an update carries the row twice, and becomes a dead letter",
                        "raise 'source.record-bytes-max' in pipeline.yaml, or give the table a primary key");
        };
    }

    private DataFinding unsettled(
            String topic,
            String part,
            Severity severity,
            long count,
            String seen,
            List<String> examples,
            String consequence,
            String action) {
        return new DataFinding(
                topic,
                table.id(),
                table.id() + part,
                severity,
                count,
                seen,
                examples,
                consequence,
                action,
                Optional.empty());
    }
}
