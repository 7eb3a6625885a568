package io.sluice.schema.expression;

import io.sluice.core.name.Identifiers;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import io.sluice.schema.expression.Facts.Sign;
import io.sluice.schema.expression.Facts.Width;

/** What a column is in an expression. */
final class ColumnTerms {

    private ColumnTerms() {}

    /** @param qualifier what precedes the column's name, with its point, or nothing */
    static Term of(Scope.Column column, String qualifier, Place place) {
        Kind kind = kind(column, place);
        String sql = qualifier + Identifiers.quote(column.target());
        return new Term(sql + cast(column.type()), kind, Term.Shape.ATOM, facts(column, kind), place);
    }

    /**
     * The padding of char(n) is no part of the value in MySQL, json has neither operators nor an equality, and few
     * functions know citext.
     */
    private static String cast(PgType type) {
        if (type instanceof PgType.OfExtension) {
            return "::text";
        }
        if (type.equals(PgType.of(Base.JSON))) {
            return "::jsonb";
        }
        return type instanceof PgType.Scalar scalar && scalar.base() == Base.CHAR ? "::text" : "";
    }

    private static Facts facts(Scope.Column column, Kind kind) {
        Facts facts = Facts.NONE
                .with(column.source().unsigned() ? Sign.NOT_NEGATIVE : Sign.ANY)
                .with(wide(column.type()) ? Width.WIDE : Width.NARROW);
        return switch (kind) {
            case NUMERIC -> facts.withScale(modifier(column.type(), 1));
            case TIMESTAMP, INSTANT, TIME, INTERVAL ->
                facts.withScale(column.source().length().orElse(0));
            case TEXT ->
                facts.with(
                        column.type() instanceof PgType.OfExtension
                                ? TextComparison.IGNORES_CASE_IN_MYSQL
                                : column.comparison());
            case ENUM, SET ->
                facts.with(column.comparison()).withLabels(column.source().members());
            case BITS -> facts.with(Sign.NOT_NEGATIVE);
            case INTEGER -> column.source().kind() == MySqlType.Kind.YEAR ? facts.with(Sign.NOT_NEGATIVE) : facts;
            case NULL, BOOLEAN, DOUBLE, BYTES, DATE, JSON, UUID -> facts;
        };
    }

    private static boolean wide(PgType type) {
        return type instanceof PgType.Scalar scalar
                && (scalar.base() == Base.BIGINT || scalar.base() == Base.DOUBLE_PRECISION);
    }

    private static int modifier(PgType type, int index) {
        return type instanceof PgType.Scalar scalar && scalar.modifiers().size() > index
                ? scalar.modifiers().get(index)
                : 0;
    }

    private static Kind kind(Scope.Column column, Place place) {
        Kind kind = kind(column.type());
        if (!fits(column.source().kind(), kind)) {
            throw new NoCounterpartException(
                    place,
                    "the column is " + column.source().declared() + " in MySQL and "
                            + column.type().sql() + " in PostgreSQL");
        }
        return kind;
    }

    static Kind kind(PgType type) {
        if (type instanceof PgType.EnumType) {
            return Kind.ENUM;
        }
        if (type instanceof PgType.ArrayOf) {
            return Kind.SET;
        }
        if (type instanceof PgType.Scalar scalar) {
            return kind(scalar.base());
        }
        return Kind.TEXT;
    }

    private static Kind kind(Base base) {
        return switch (base) {
            case BOOLEAN -> Kind.BOOLEAN;
            case SMALLINT, INTEGER, BIGINT -> Kind.INTEGER;
            case NUMERIC -> Kind.NUMERIC;
            case REAL, DOUBLE_PRECISION -> Kind.DOUBLE;
            case TEXT, VARCHAR, CHAR -> Kind.TEXT;
            case BYTEA -> Kind.BYTES;
            case DATE -> Kind.DATE;
            case TIME -> Kind.TIME;
            case TIMESTAMP -> Kind.TIMESTAMP;
            case TIMESTAMPTZ -> Kind.INSTANT;
            case INTERVAL -> Kind.INTERVAL;
            case JSON, JSONB -> Kind.JSON;
            case BIT, VARBIT -> Kind.BITS;
            case UUID -> Kind.UUID;
            // No expression of MySQL's has a column of this type: its own is bytes.
            case INET -> Kind.TEXT;
        };
    }

    /** Whether what MySQL computes with the column can be computed with what PostgreSQL holds. */
    private static boolean fits(MySqlType.Kind source, Kind kind) {
        return switch (source) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR ->
                kind == Kind.INTEGER || kind == Kind.NUMERIC || kind == Kind.BOOLEAN;
            case DECIMAL -> kind == Kind.NUMERIC;
            case FLOAT, DOUBLE -> kind == Kind.DOUBLE;
            case BIT -> kind == Kind.BITS || kind == Kind.BOOLEAN;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> kind == Kind.TEXT;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> kind == Kind.BYTES;
            case ENUM -> kind == Kind.ENUM || kind == Kind.TEXT;
            case SET -> kind == Kind.SET;
            case JSON -> kind == Kind.JSON;
            case DATE -> kind == Kind.DATE;
            case TIME -> kind == Kind.INTERVAL || kind == Kind.TIME;
            case DATETIME -> kind == Kind.TIMESTAMP;
            case TIMESTAMP -> kind == Kind.INSTANT;
            case GEOMETRY, VECTOR, OTHER -> false;
        };
    }
}
