package io.sluice.assess;

import io.sluice.assess.Question.Topic;
import io.sluice.core.model.TargetTable;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.plan.RowWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Asks MySQL for the rows that take more than a page of PostgreSQL's. What aligns values is left out of the count. */
final class RowBytes {

    private RowBytes() {}

    /** Empty if every row of the table fits. */
    static Optional<Question> question(CatalogTable table, TargetTable target) {
        if (RowWidth.of(target).most() <= RowWidth.BYTES_MAX) {
            return Optional.empty();
        }
        List<String> terms = new ArrayList<>();
        String nulls = table.columns().stream()
                .map(column -> Questions.quoted(column.name()) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        int columns = target.columns().size();
        terms.add("IF(" + nulls + ", " + RowWidth.headerBytesWithNulls(columns) + ", " + RowWidth.HEADER_BYTES + ")");
        for (int i = 0; i < columns; i++) {
            terms.add(bytes(table.columns().get(i), target.columns().get(i).type()));
        }
        return Optional.of(new Question(new Topic.OfPage(), String.join(" + ", terms) + " > " + RowWidth.BYTES_MAX));
    }

    private static String bytes(CatalogColumn column, PgType type) {
        String value = Questions.quoted(column.name());
        OptionalInt fixed = RowWidth.fixedBytes(type);
        if (fixed.isPresent()) {
            return "IF(" + value + " IS NULL, 0, " + fixed.getAsInt() + ")";
        }
        if (type instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.NUMERIC) {
            // Four digits in two bytes, behind a header.
            return "COALESCE(LEAST(3 + 2 * CEIL(CHAR_LENGTH(" + value + ") / 4), " + RowWidth.IN_PLACE_BYTES + "), 0)";
        }
        String text = column.collation().isPresent() ? "CONVERT(" + value + " USING utf8mb4)" : value;
        String length = "LENGTH(" + text + ") + 1";
        return "COALESCE(IF(" + length + " > " + RowWidth.IN_PLACE_BYTES + ", " + RowWidth.POINTER_BYTES + ", " + length
                + "), 0)";
    }
}
