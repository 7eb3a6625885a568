package io.sluice.schema.change;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.ArrayOf;
import io.sluice.core.type.PgType.Base;
import io.sluice.core.type.PgType.EnumType;
import io.sluice.core.type.PgType.Scalar;
import java.util.List;

/** Whether PostgreSQL makes of a column's values what MySQL makes of them, when the column gets another type. */
final class TypeChange {

    private static final int BIGINT_DIGITS = 19;
    private static final int INTEGER_DIGITS = 10;
    private static final int SMALLINT_DIGITS = 5;

    private TypeChange() {}

    /** Whether values of both types that PostgreSQL holds alike are the same, too. */
    static boolean keepsValues(MySqlType from, MySqlType to) {
        return switch (to.kind()) {
            // Zero bytes are added.
            case BINARY -> from.kind() == to.kind() && from.length().equals(to.length());
            case FLOAT, DOUBLE, DECIMAL -> from.scale().equals(to.scale()) || from.kind() != to.kind();
            // 70 becomes 1970.
            case YEAR, BIT, DATE, DATETIME, TIMESTAMP, TIME, JSON, GEOMETRY, VECTOR, OTHER -> from.kind() == to.kind();
            case TINYINT -> from.isTruth() == to.isTruth();
            case SMALLINT, MEDIUMINT, INT, BIGINT -> true;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> true;
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> true;
            case ENUM, SET -> true;
        };
    }

    /** Whether a cast has the result that MySQL has, for every value. */
    static boolean isExact(PgType from, PgType to) {
        if (from.equals(to) || isSameWithLabels(from, to)) {
            return true;
        }
        if (from instanceof EnumType && to instanceof Scalar text) {
            return text.base() == Base.TEXT || text.base() == Base.VARCHAR;
        }
        return from instanceof Scalar narrow && to instanceof Scalar wide && isWider(narrow, wide);
    }

    /** Whether values that PostgreSQL converts have other bytes in the other type, so that it writes the table anew. */
    static boolean isRewritten(PgType from, PgType to) {
        if (from.equals(to)) {
            return false;
        }
        if (!(from instanceof Scalar narrow && to instanceof Scalar wide)) {
            return true;
        }
        boolean sameBytes =
                switch (narrow.base()) {
                    case VARCHAR -> isOneOf(wide, Base.TEXT, Base.VARCHAR);
                    case NUMERIC -> wide.modifiers().isEmpty() || after(wide.modifiers()) == after(narrow.modifiers());
                    case TIMESTAMP, TIMESTAMPTZ, TIME -> wide.base() == narrow.base();
                    default -> false;
                };
        return !(sameBytes && isWider(narrow, wide));
    }

    /** Enumerated types, or arrays of them: labels convert by their texts. */
    private static boolean isSameWithLabels(PgType from, PgType to) {
        return (from instanceof EnumType && to instanceof EnumType)
                || (from instanceof ArrayOf
                        && to instanceof ArrayOf
                        && from.enumType().isPresent()
                        && to.enumType().isPresent());
    }

    private static boolean isWider(Scalar from, Scalar to) {
        return switch (from.base()) {
            case SMALLINT -> isOneOf(to, Base.INTEGER, Base.BIGINT) || holds(to, SMALLINT_DIGITS);
            case INTEGER -> isOneOf(to, Base.BIGINT) || holds(to, INTEGER_DIGITS);
            case BIGINT -> holds(to, BIGINT_DIGITS);
            case NUMERIC -> to.base() == Base.NUMERIC && isWiderNumeric(from.modifiers(), to.modifiers());
            case REAL -> isOneOf(to, Base.DOUBLE_PRECISION);
            case VARCHAR -> isOneOf(to, Base.TEXT) || (to.base() == Base.VARCHAR && isLonger(from, to));
            case TIMESTAMP, TIMESTAMPTZ, TIME -> to.base() == from.base() && isLonger(from, to);
            default -> false;
        };
    }

    private static boolean isOneOf(Scalar type, Base... bases) {
        return List.of(bases).contains(type.base());
    }

    /** Whether a numeric has room for so many digits before its point. */
    private static boolean holds(Scalar type, int digits) {
        return type.base() == Base.NUMERIC && (type.modifiers().isEmpty() || before(type.modifiers()) >= digits);
    }

    private static boolean isWiderNumeric(List<Integer> from, List<Integer> to) {
        if (to.isEmpty() || from.isEmpty()) {
            return to.isEmpty();
        }
        return before(to) >= before(from) && after(to) >= after(from);
    }

    private static int before(List<Integer> modifiers) {
        return modifiers.get(0) - after(modifiers);
    }

    private static int after(List<Integer> modifiers) {
        return modifiers.size() < 2 ? 0 : modifiers.get(1);
    }

    /** Without a modifier there is no limit. */
    private static boolean isLonger(Scalar from, Scalar to) {
        return to.modifiers().isEmpty()
                || (!from.modifiers().isEmpty()
                        && to.modifiers().get(0) >= from.modifiers().get(0));
    }
}
