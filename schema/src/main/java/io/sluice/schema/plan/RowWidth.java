package io.sluice.schema.plan;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.type.PgType;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many bytes of a page of PostgreSQL's a row takes. A row lies on one page, and only long values are kept elsewhere, in
 * whose place it has a pointer.
 *
 * @param ofFixed of a row whose columns of fixed width all have values, and no others
 * @param most of a row whose columns all have values, each as long as it can be without being kept elsewhere
 */
public record RowWidth(int ofFixed, int most) {

    /** What a page of 8 kB has room for. */
    public static final int BYTES_MAX = 8_160;

    /** PostgreSQL makes no table with more. */
    public static final int COLUMNS_MAX = 1_600;

    /** The longest value that always stays in the row. */
    public static final int IN_PLACE_BYTES = 24;

    /** What stands in the row for a value that is kept elsewhere. */
    public static final int POINTER_BYTES = 18;

    /** What stands before the values of a row without NULLs. */
    public static final int HEADER_BYTES = 24;

    public static RowWidth of(TargetTable table) {
        List<TargetColumn> columns = table.columns();
        int fixed = HEADER_BYTES;
        int most = fixed;
        for (TargetColumn column : columns) {
            OptionalInt bytes = fixedBytes(column.type());
            if (bytes.isPresent()) {
                fixed = aligned(fixed, column.type()) + bytes.getAsInt();
                most = aligned(most, column.type()) + bytes.getAsInt();
            } else {
                most += IN_PLACE_BYTES;
            }
        }
        return new RowWidth(fixed, most);
    }

    /** What stands before the values of a row that has a NULL somewhere. */
    public static int headerBytesWithNulls(int columns) {
        return roundedUp(HEADER_BYTES - 1 + (columns + 7) / 8, 8);
    }

    /** The bytes of each value of a type, without what aligns it; empty if that depends on the value. */
    public static OptionalInt fixedBytes(PgType type) {
        if (type instanceof PgType.EnumType) {
            return OptionalInt.of(4);
        }
        if (!(type instanceof PgType.Scalar scalar)) {
            return OptionalInt.empty();
        }
        return switch (scalar.base()) {
            case BOOLEAN -> OptionalInt.of(1);
            case SMALLINT -> OptionalInt.of(2);
            case INTEGER, REAL, DATE -> OptionalInt.of(4);
            case BIGINT, DOUBLE_PRECISION, TIME, TIMESTAMP, TIMESTAMPTZ -> OptionalInt.of(8);
            case INTERVAL, UUID -> OptionalInt.of(16);
            case NUMERIC, TEXT, VARCHAR, CHAR, BYTEA, JSON, JSONB, BIT, VARBIT, INET -> OptionalInt.empty();
        };
    }

    private static int aligned(int position, PgType type) {
        boolean bytewise = type instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.UUID;
        return bytewise
                ? position
                : roundedUp(position, Math.min(8, fixedBytes(type).orElse(1)));
    }

    private static int roundedUp(int bytes, int unit) {
        return (bytes + unit - 1) / unit * unit;
    }
}
