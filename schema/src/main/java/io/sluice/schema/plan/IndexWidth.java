package io.sluice.schema.plan;

import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.IndexDefinition.Method;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Makes indexes fit: an entry of MySQL's may have 3,072 bytes, one of PostgreSQL's B-tree 2,704. */
final class IndexWidth {

    private static final int MAX_ENTRY_BYTES = 2_704;

    private final PlannedTable table;
    private final CatalogIndex index;
    private final String name;

    IndexWidth(PlannedTable table, CatalogIndex index, String name) {
        this.table = table;
        this.index = index;
        this.name = name;
    }

    /** An index on these parts; on less of them if a row could otherwise be refused. */
    IndexDefinition fitted(List<IndexedPart> parts, String comment) {
        if (bytes(parts) <= MAX_ENTRY_BYTES || isReferenced()) {
            noteIfWide(parts);
            return definition(Method.BTREE, parts, comment);
        }
        if (index.uniqueness() == Uniqueness.NOT_UNIQUE
                && parts.size() == 1
                && !parts.get(0).isPrefix()) {
            note("becomes a hash index, which serves comparisons by = only");
            return definition(Method.HASH, parts, comment);
        }
        List<IndexedPart> narrow = new ArrayList<>(parts);
        while (bytes(narrow) > MAX_ENTRY_BYTES) {
            IndexedPart widest = narrow.stream()
                    .max(Comparator.comparingInt(IndexedPart::bytes))
                    .orElseThrow();
            narrow.set(narrow.indexOf(widest), narrower(widest, bytes(narrow)));
        }
        note(
                switch (index.uniqueness()) {
                    case UNIQUE -> "keeps a digest in place of the longest values, so that it still tells them apart";
                    case NOT_UNIQUE -> "keeps only the start of the longest values";
                });
        return definition(Method.BTREE, narrow, comment);
    }

    private IndexedPart narrower(IndexedPart widest, int total) {
        return switch (index.uniqueness()) {
            case UNIQUE -> widest.digest();
            case NOT_UNIQUE -> {
                int room = MAX_ENTRY_BYTES - (total - widest.bytes());
                yield widest.start(Math.max(1, Math.min(widest.length() / 2, room / widest.characterBytes())));
            }
        };
    }

    private IndexDefinition definition(Method method, List<IndexedPart> parts, String comment) {
        return new IndexDefinition(
                name,
                index.uniqueness(),
                method,
                parts.stream().map(IndexedPart::part).toList(),
                comment);
    }

    private void note(String change) {
        table.findings()
                .afterData(name)
                .notice(
                        Code.INDEX_TOO_WIDE,
                        index.name(),
                        "the index " + change + ": its entries can be longer than the " + MAX_ENTRY_BYTES
                                + " bytes that PostgreSQL takes",
                        "write the same expression in the queries that are to use it");
    }

    private void noteIfWide(List<IndexedPart> parts) {
        if (bytes(parts) > MAX_ENTRY_BYTES) {
            table.findings()
                    .afterData(name)
                    .warn(
                            Code.INDEX_TOO_WIDE,
                            index.name(),
                            "a row whose entry has more than " + MAX_ENTRY_BYTES + " bytes is refused",
                            "shorten its columns in MySQL if there are such rows");
        }
    }

    /** By a foreign key, which needs the columns themselves. */
    private boolean isReferenced() {
        Set<String> columns = Set.copyOf(index.columns().orElse(List.of()));
        return index.uniqueness() == Uniqueness.UNIQUE
                && table.catalog().tables().stream()
                        .flatMap(other -> other.foreignKeys().stream())
                        .filter(key -> key.referenced().equals(table.source().id()))
                        .anyMatch(key -> Set.copyOf(key.referencedColumns()).equals(columns));
    }

    static void noteOfKey(PlannedTable table, CatalogIndex key) {
        if (bytes(IndexedPart.all(table, key)) > MAX_ENTRY_BYTES) {
            table.findings()
                    .warn(
                            Code.KEY_TOO_WIDE,
                            key.name(),
                            "a row whose key has more than " + MAX_ENTRY_BYTES + " bytes is refused by PostgreSQL",
                            "shorten the key's columns in MySQL if there are such rows");
        }
    }

    private static int bytes(List<IndexedPart> parts) {
        return parts.stream().mapToInt(IndexedPart::bytes).sum();
    }
}
