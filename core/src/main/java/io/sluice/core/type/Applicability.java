package io.sluice.core.type;

import io.sluice.core.policy.Policy;

/** Which columns a policy makes a difference to. */
public final class Applicability {

    private Applicability() {}

    /**
     * Whether a column of this type can meet the policy. Always for {@link Policy#GENERATED}, which depends on more than
     * the type; never for policies of whole tables and pipelines.
     */
    public static boolean applies(Policy policy, MySqlType type) {
        return switch (policy) {
            case ZERO_DATES ->
                switch (type.kind()) {
                    case DATE, DATETIME, TIMESTAMP -> true;
                    default -> false;
                };
            case TINYINT1 -> type.isTruth();
            case BIT1 -> type.kind() == MySqlType.Kind.BIT && type.length().orElse(1) <= 1;
            case TIME, TIME_RANGE -> type.kind() == MySqlType.Kind.TIME;
            case UNSIGNED_BIGINT -> type.kind() == MySqlType.Kind.BIGINT && type.unsigned();
            case NUL_CHARACTERS -> isText(type) || type.kind() == MySqlType.Kind.JSON;
            case INVALID_BYTES, CASE_INSENSITIVE -> isText(type);
            case ENUM, ENUM_EMPTY -> type.kind() == MySqlType.Kind.ENUM;
            case SET -> type.kind() == MySqlType.Kind.SET;
            case JSON -> type.kind() == MySqlType.Kind.JSON;
            case CHAR -> type.kind() == MySqlType.Kind.CHAR;
            case BINARY -> isOfAddressLength(type);
            case GEOMETRY -> type.kind() == MySqlType.Kind.GEOMETRY;
            case GENERATED -> true;
            case UNKNOWN_TYPES -> type.kind() == MySqlType.Kind.OTHER;
            case PARTITIONS, LONG_NAMES, NAME_CASE -> false;
            case CREATE_TABLE, DROP_TABLE, RENAME_TABLE, TRUNCATE_TABLE -> false;
            case ADD_COLUMN, DROP_COLUMN, RENAME_COLUMN, CHANGE_TYPE, CHANGE_KEY, OTHER_CHANGE -> false;
        };
    }

    /** The columns that meet the policy, for a message: {@code a DATE, DATETIME or TIMESTAMP column}. */
    public static String described(Policy policy) {
        return switch (policy) {
            case ZERO_DATES -> "a DATE, DATETIME or TIMESTAMP column";
            case TINYINT1 -> "a TINYINT(1) column";
            case BIT1 -> "a BIT(1) column";
            case TIME, TIME_RANGE -> "a TIME column";
            case UNSIGNED_BIGINT -> "a BIGINT UNSIGNED column";
            case NUL_CHARACTERS -> "a text or JSON column";
            case INVALID_BYTES -> "a CHAR, VARCHAR or TEXT column";
            case CASE_INSENSITIVE -> "a CHAR, VARCHAR or TEXT column with a collation that ends in _ci";
            case ENUM, ENUM_EMPTY -> "an ENUM column";
            case SET -> "a SET column";
            case JSON -> "a JSON column";
            case CHAR -> "a CHAR column";
            case BINARY -> "a BINARY or VARBINARY column of 4 or 16 bytes";
            case GEOMETRY -> "a column of a spatial type";
            case GENERATED -> "a generated column";
            case UNKNOWN_TYPES -> "a column of a type that Sluice does not know";
            case PARTITIONS -> "a table";
            case CREATE_TABLE, DROP_TABLE, RENAME_TABLE, TRUNCATE_TABLE -> "a table";
            case ADD_COLUMN, DROP_COLUMN, RENAME_COLUMN, CHANGE_TYPE, CHANGE_KEY, OTHER_CHANGE -> "a table";
            case LONG_NAMES, NAME_CASE -> "the pipeline";
        };
    }

    private static boolean isOfAddressLength(MySqlType type) {
        int length = type.length().orElse(1);
        return switch (type.kind()) {
            case BINARY, VARBINARY -> length == Addresses.V4_BYTES || length == Addresses.V6_BYTES;
            default -> false;
        };
    }

    private static boolean isText(MySqlType type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> true;
            default -> false;
        };
    }
}
