package io.sluice.assess;

import io.sluice.assess.Question.Message;
import io.sluice.assess.Question.Topic;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import io.sluice.core.wire.RecordLimit;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The questions that the scan has for a table. */
final class Questions {

    /** What a B-tree of PostgreSQL takes as one entry, unless it can be compressed. */
    static final int INDEX_ENTRY_BYTES_MAX = 2_704;

    private final CatalogTable table;
    private final TargetTable target;
    private final Set<TableId> selected;
    private final Set<String> wideIndexes;
    private final RecordLimit limit;

    /**
     * @param target the table in PostgreSQL
     * @param selected the tables that take part
     * @param wideIndexes the table's indexes that PostgreSQL may refuse rows for
     */
    Questions(
            CatalogTable table, TargetTable target, Set<TableId> selected, Set<String> wideIndexes, RecordLimit limit) {
        this.table = table;
        this.target = target;
        this.selected = Set.copyOf(selected);
        this.wideIndexes = Set.copyOf(wideIndexes);
        this.limit = limit;
    }

    List<Question> all() {
        List<Question> questions = new ArrayList<>();
        for (CatalogColumn column : table.columns()) {
            for (Probe probe : Probe.values()) {
                if (probe.applies(column)) {
                    questions.add(new Question(
                            new Topic.OfColumn(column.name(), probe), probe.condition(quoted(column.name()))));
                }
            }
        }
        table.indexes().stream()
                .filter(index ->
                        wideIndexes.contains(index.name()) && index.columns().isPresent())
                .forEach(index -> questions.add(ofIndex(index)));
        table.foreignKeys().stream()
                .filter(key -> selected.contains(key.referenced()))
                .forEach(key -> questions.add(ofForeignKey(key)));
        RowBytes.question(table, target).ifPresent(questions::add);
        questions.addAll(ofRow());
        return questions;
    }

    private static Question ofForeignKey(CatalogForeignKey key) {
        List<String> set = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String child = quoted(key.columns().get(i));
            set.add(child + " IS NOT NULL");
            equal.add("p." + MySqlNames.quote(key.referencedColumns().get(i)) + " = " + child);
        }
        return new Question(
                new Topic.OfForeignKey(key.name()),
                String.join(" AND ", set) + " AND NOT EXISTS (SELECT 1 FROM " + MySqlNames.quote(key.referenced())
                        + " AS p WHERE " + String.join(" AND ", equal) + ")");
    }

    private List<Question> ofRow() {
        List<String> large = table.columns().stream()
                .filter(column -> isLarge(column.column().type()))
                .map(column -> "COALESCE(LENGTH(" + quoted(column.name()) + "), 0)")
                .toList();
        if (large.isEmpty()) {
            return List.of();
        }
        String bytes = String.join(" + ", large);
        int most = limit.valueBytes();
        Question image = new Question(new Topic.OfRow(Message.IMAGE), bytes + " > " + most);
        if (!table.source().key().isEmpty()) {
            return List.of(image);
        }
        return List.of(
                image,
                new Question(new Topic.OfRow(Message.UPDATE), bytes + " BETWEEN " + (most / 2 + 1) + " AND " + most));
    }

    /** All others together are far from the limit. */
    private static boolean isLarge(MySqlType type) {
        return switch (type.kind()) {
            case MEDIUMTEXT, LONGTEXT, MEDIUMBLOB, LONGBLOB, JSON, GEOMETRY -> true;
            default -> false;
        };
    }

    private Question ofIndex(CatalogIndex index) {
        String bytes = index.parts().stream()
                .map(CatalogIndex.Part.OfColumn.class::cast)
                .map(this::bytes)
                .collect(Collectors.joining(" + "));
        return new Question(new Topic.OfIndex(index.name()), bytes + " > " + INDEX_ENTRY_BYTES_MAX);
    }

    private String bytes(CatalogIndex.Part.OfColumn part) {
        String value = quoted(part.column());
        if (part.prefix().isPresent()) {
            value = "LEFT(" + value + ", " + part.prefix().getAsInt() + ")";
        }
        boolean text = table.column(part.column()).collation().isPresent();
        return "COALESCE(LENGTH(" + (text ? "CONVERT(" + value + " USING utf8mb4)" : value) + "), 0)";
    }

    static String quoted(String column) {
        return "t." + MySqlNames.quote(column);
    }
}
