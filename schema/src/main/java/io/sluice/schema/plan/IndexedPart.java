package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Part;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import java.util.List;
import java.util.OptionalInt;

/**
 * A part of an index, and the most bytes that it can take.
 *
 * @param cast to the column's type, where functions do not keep it
 * @param characterBytes the most that one character of it takes; 1 for bytes
 */
record IndexedPart(Part part, Kind kind, String quotedColumn, String cast, int length, int characterBytes) {

    enum Kind {
        /** The whole of a text. */
        TEXT,
        /** The start of a text. */
        TEXT_PREFIX,
        BYTES,
        BYTES_PREFIX,
        /** Short, whatever its value. */
        OTHER
    }

    /** What numbers, dates and labels do not exceed; and what is taken for the length of an expression. */
    private static final int SHORT = 64;

    static IndexedPart ofExpression(String sql, Direction direction) {
        return new IndexedPart(new Part.OfExpression(sql, direction), Kind.OTHER, "", "", SHORT, 1);
    }

    static IndexedPart of(PlannedTable table, CatalogIndex.Part.OfColumn part) {
        CatalogColumn column = table.source().column(part.column());
        TargetColumn target = table.column(part.column());
        String quoted = Identifiers.quote(target.name());
        MySqlType type = column.column().type();
        Kind kind = kind(type, target.type(), part.prefix());
        int length =
                switch (kind) {
                    case OTHER -> SHORT;
                    case TEXT, BYTES -> type.length().orElse(255);
                    case TEXT_PREFIX, BYTES_PREFIX -> part.prefix().getAsInt();
                };
        int characterBytes = kind == Kind.TEXT || kind == Kind.TEXT_PREFIX ? characterBytes(column) : 1;
        String cast = target.type() instanceof PgType.OfExtension extension ? "::" + extension.sql() : "";
        IndexedPart whole = new IndexedPart(
                new Part.OfColumn(target.name(), part.direction()), kind, quoted, cast, length, characterBytes);
        return whole.isPrefix() ? whole.start(length) : whole;
    }

    /** The columns of a key. */
    static List<IndexedPart> all(PlannedTable table, CatalogIndex index) {
        return index.parts().stream()
                .filter(CatalogIndex.Part.OfColumn.class::isInstance)
                .map(part -> of(table, (CatalogIndex.Part.OfColumn) part))
                .toList();
    }

    boolean isPrefix() {
        return kind == Kind.TEXT_PREFIX || kind == Kind.BYTES_PREFIX;
    }

    int bytes() {
        return length * characterBytes;
    }

    /** The same, of no more than the first characters or bytes. */
    IndexedPart start(int count) {
        boolean text = kind == Kind.TEXT || kind == Kind.TEXT_PREFIX;
        String sql = text
                ? "left(" + quotedColumn + ", " + count + ")" + cast
                : "substr(" + quotedColumn + ", 1, " + count + ")";
        return new IndexedPart(
                new Part.OfExpression(sql, part.direction()),
                text ? Kind.TEXT_PREFIX : Kind.BYTES_PREFIX,
                quotedColumn,
                cast,
                count,
                characterBytes);
    }

    /** A digest of the same: as good as the value itself for telling values apart. */
    IndexedPart digest() {
        String value = part instanceof Part.OfExpression expression ? expression.sql() : quotedColumn;
        return ofExpression("md5(" + value + ")", part.direction());
    }

    private static Kind kind(MySqlType type, PgType target, OptionalInt prefix) {
        boolean bytes = target instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.BYTEA;
        boolean whole = prefix.isEmpty() || prefix.getAsInt() >= type.length().orElse(Integer.MAX_VALUE);
        return switch (type.kind()) {
            case CHAR,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB -> bytes ? whole ? Kind.BYTES : Kind.BYTES_PREFIX : whole ? Kind.TEXT : Kind.TEXT_PREFIX;
            default -> Kind.OTHER;
        };
    }

    /** In UTF-8, as PostgreSQL keeps it. */
    private static int characterBytes(CatalogColumn column) {
        String collation = column.collation().orElse("");
        if (collation.startsWith("ascii")) {
            return 1;
        }
        return collation.startsWith("utf8mb4") || collation.startsWith("utf16") || collation.startsWith("utf32")
                ? 4
                : 3;
    }
}
