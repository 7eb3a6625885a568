package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogIndex;
import io.sluice.cli.catalog.CatalogIndex.Part;
import io.sluice.cli.catalog.CatalogTable;
import io.sluice.core.model.TableId;
import io.sluice.core.sql.Identifiers;
import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.SchemaNames;
import io.sluice.core.type.MySqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans the indexes of a table, apart from its key. */
final class IndexPlan {

    /** A B-tree of PostgreSQL takes entries of up to 2,704 bytes; a character takes up to 4. */
    private static final int MAX_ENTRY_BYTES = 2_704;

    private static final int MAX_CHARACTER_BYTES = 4;

    private final CatalogTable table;
    private final Findings findings;

    IndexPlan(CatalogTable table, Findings findings) {
        this.table = table;
        this.findings = findings;
    }

    List<IndexDefinition> indexes(TableId target, SchemaNames names) {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (CatalogIndex index : table.indexes()) {
            boolean key = table.key().filter(index::equals).isPresent();
            if (!key) {
                index(index, target, names).ifPresent(indexes::add);
            }
        }
        return indexes;
    }

    private Optional<IndexDefinition> index(CatalogIndex index, TableId target, SchemaNames names) {
        switch (index.method()) {
            case FULLTEXT -> {
                return leftOut(
                        index, "a FULLTEXT index has no direct counterpart", "create a GIN index on to_tsvector");
            }
            case SPATIAL -> {
                return leftOut(index, "geometries arrive as bytes", "create a GiST index once they are PostGIS values");
            }
            case BTREE -> {
                if (index.columns().isEmpty()) {
                    return leftOut(
                            index, "it indexes an expression", "create it with the expression in PostgreSQL's SQL");
                }
            }
        }
        List<IndexDefinition.Part> parts = new ArrayList<>();
        for (Part part : index.parts()) {
            Part.OfColumn column = (Part.OfColumn) part;
            if (column.prefix().isPresent() && !isShort(column)) {
                return leftOut(
                        index,
                        "it indexes the start of " + column.column() + ", whose values may be too long for an index",
                        "create an index on left(" + column.column() + ", "
                                + column.prefix().getAsInt() + ")");
            }
            parts.add(new IndexDefinition.Part(Identifiers.fitted(column.column()), column.direction()));
        }
        noteOfPrefix(index);
        return Optional.of(new IndexDefinition(names.index(target, index.name()), index.uniqueness(), parts));
    }

    private void noteOfPrefix(CatalogIndex index) {
        boolean prefixed = index.parts().stream()
                .anyMatch(part ->
                        part instanceof Part.OfColumn column && column.prefix().isPresent());
        if (prefixed) {
            findings.notice(
                    index.name(),
                    switch (index.uniqueness()) {
                        case UNIQUE ->
                            "the index on the start of the value becomes one on the whole value, "
                                    + "so that equal starts are no longer refused";
                        case NOT_UNIQUE -> "the index on the start of the value becomes one on the whole value";
                    },
                    "nothing has to be done unless that matters");
        }
    }

    private boolean isShort(Part.OfColumn part) {
        MySqlType type = table.column(part.column()).column().type();
        int length = type.length().orElse(Integer.MAX_VALUE / MAX_CHARACTER_BYTES);
        return switch (type.kind()) {
            case CHAR, VARCHAR -> length * MAX_CHARACTER_BYTES <= MAX_ENTRY_BYTES;
            case BINARY, VARBINARY -> length <= MAX_ENTRY_BYTES;
            default -> false;
        };
    }

    private Optional<IndexDefinition> leftOut(CatalogIndex index, String reason, String action) {
        findings.warn(index.name(), "the index is left out: " + reason, action);
        return Optional.empty();
    }
}
