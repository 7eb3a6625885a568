package io.sluice.core.type;

import java.util.List;
import java.util.OptionalInt;

/**
 * A MySQL column type, exactly as declared.
 *
 * @param length what the first number in parentheses says: characters, bytes, digits, bits, or fractional digits of
 *     seconds
 * @param scale digits after the point of DECIMAL, FLOAT(M,D) and DOUBLE(M,D)
 * @param unsigned also true for ZEROFILL, which implies it
 * @param members the labels of ENUM and SET in definition order, else empty
 * @param srid of all geometries of the column, where its definition says so and this is known; records do not tell
 * @param declared the type as text, for messages and for {@link Kind#OTHER}
 */
public record MySqlType(
        Kind kind,
        OptionalInt length,
        OptionalInt scale,
        boolean unsigned,
        List<String> members,
        OptionalInt srid,
        String declared) {

    /** Every type of MySQL 8 and 9; synonyms are folded into the name that SHOW CREATE TABLE prints. */
    public enum Kind {
        TINYINT,
        SMALLINT,
        MEDIUMINT,
        INT,
        BIGINT,
        DECIMAL,
        FLOAT,
        DOUBLE,
        BIT,
        CHAR,
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
        LONGBLOB,
        ENUM,
        SET,
        JSON,
        DATE,
        TIME,
        DATETIME,
        TIMESTAMP,
        YEAR,
        GEOMETRY,
        VECTOR,
        /** A type that none of the above names; carried as text. */
        OTHER
    }

    public MySqlType {
        members = List.copyOf(members);
    }

    /** TINYINT(1), also where it was declared BOOL. With UNSIGNED it is a number: MySQL itself drops the length then. */
    public boolean isTruth() {
        return kind == Kind.TINYINT && length.orElse(0) == 1 && !unsigned;
    }

    /** The same type with the SRID that {@code information_schema.columns.srs_id} says. */
    public MySqlType withSrid(int number) {
        return new MySqlType(kind, length, scale, unsigned, members, OptionalInt.of(number), declared);
    }

    /** What PostGIS calls the geometries that the column takes, such as {@code MultiPoint}; {@code Geometry} for any. */
    public String geometryKind() {
        return TypeDeclaration.geometryKind(declared);
    }

    /**
     * The type that a text such as {@code int(10) unsigned zerofill} or {@code enum('a','it''s')} declares: what
     * {@code information_schema.columns.column_type} holds, or what a user writes in DDL.
     */
    public static MySqlType ofDeclaration(String columnType) {
        return TypeDeclaration.parse(columnType);
    }

    /**
     * The type in the parameters that Debezium's {@code column.propagate.source.type} puts on a field.
     *
     * @param typeName such as {@code BIGINT UNSIGNED ZEROFILL}; any synonym will do
     * @param members of ENUM and SET, see {@link #membersOfDebezium}
     */
    public static MySqlType ofDebezium(String typeName, OptionalInt length, OptionalInt scale, List<String> members) {
        return TypeDeclaration.of(typeName, length, scale, members);
    }

    /**
     * The labels in the {@code allowed} parameter of Debezium's {@code Enum} and {@code EnumSet}, which joins them by
     * commas, with a backslash before a comma that belongs to a label.
     */
    public static List<String> membersOfDebezium(String allowed) {
        return MemberList.ofDebezium(allowed);
    }
}
