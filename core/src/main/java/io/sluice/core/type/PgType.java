package io.sluice.core.type;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A PostgreSQL column type. How its values are held in Java, from the table mapping to the wire and in verification:
 *
 * <ul>
 *   <li>boolean {@code Boolean}; smallint and integer {@code Integer}; bigint {@code Long}; real {@code Float}; double
 *       precision {@code Double}; numeric(p,s) {@code BigDecimal} with exactly scale s;
 *   <li>bytea {@code java.nio.ByteBuffer}; date {@code Integer}, days since 1970-01-01; time {@code Long}, microseconds
 *       of the day; timestamp and timestamptz {@code Long}, microseconds since 1970-01-01T00:00 (wall time, and UTC);
 *   <li>arrays {@code List} of the element's values;
 *   <li>everything else {@code String} in PostgreSQL's output syntax: text, varchar, char, enums, json, jsonb, interval
 *       ({@code [-]HH:MM:SS[.ffffff]}), bit(n) as 0s and 1s, numeric without a precision, uuid, inet, and the types of
 *       extensions (PostGIS prints a geometry as its extended well-known binary form in hexadecimal digits).
 * </ul>
 */
public sealed interface PgType {

    /** The type as SQL, such as {@code numeric(12,2)}, {@code timestamp(6)} or {@code "shop"."order_status"}. */
    String sql();

    /** The enumerated type that this is, or is an array of. */
    default Optional<EnumType> enumType() {
        if (this instanceof ArrayOf array) {
            return array.element().enumType();
        }
        return this instanceof EnumType type ? Optional.of(type) : Optional.empty();
    }

    /** The largest value of smallint, integer or bigint; empty for other types. */
    default OptionalLong largestInteger() {
        if (!(this instanceof Scalar scalar)) {
            return OptionalLong.empty();
        }
        return switch (scalar.base()) {
            case SMALLINT -> OptionalLong.of(Short.MAX_VALUE);
            case INTEGER -> OptionalLong.of(Integer.MAX_VALUE);
            case BIGINT -> OptionalLong.of(Long.MAX_VALUE);
            default -> OptionalLong.empty();
        };
    }

    /** The built-in types that Sluice writes. */
    enum Base {
        BOOLEAN,
        SMALLINT,
        INTEGER,
        BIGINT,
        NUMERIC,
        REAL,
        DOUBLE_PRECISION,
        TEXT,
        VARCHAR,
        CHAR,
        BYTEA,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMPTZ,
        INTERVAL,
        JSON,
        JSONB,
        BIT,
        VARBIT,
        UUID,
        INET;

        String sqlName() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A built-in type with up to two modifiers: length, or fractional digits of seconds, or precision and scale.
     *
     * @param modifiers empty when the type is written without parentheses
     */
    record Scalar(Base base, List<Integer> modifiers) implements PgType {
        public Scalar {
            modifiers = List.copyOf(modifiers);
            if (modifiers.size() > 2) {
                throw new IllegalArgumentException(base.sqlName() + " takes no modifiers " + modifiers);
            }
        }

        @Override
        public String sql() {
            if (modifiers.isEmpty()) {
                return base.sqlName();
            }
            StringBuilder text = new StringBuilder(base.sqlName()).append('(').append(modifiers.get(0));
            if (modifiers.size() == 2) {
                text.append(',').append(modifiers.get(1));
            }
            return text.append(')').toString();
        }
    }

    /** An enumerated type of the target, with its labels in sort order. */
    record EnumType(TableId id, List<String> labels) implements PgType {
        public EnumType {
            labels = List.copyOf(labels);
        }

        @Override
        public String sql() {
            return Identifiers.quote(id);
        }
    }

    /** A one-dimensional array. */
    record ArrayOf(PgType element) implements PgType {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }
    }

    /**
     * A type that an extension brings, by the name it is found by on the search path.
     *
     * @param extension as CREATE EXTENSION names it
     * @param modifiers empty when the type is written without parentheses
     */
    record OfExtension(String extension, String name, List<String> modifiers) implements PgType {
        public OfExtension {
            modifiers = List.copyOf(modifiers);
        }

        public static OfExtension citext() {
            return new OfExtension("citext", "citext", List.of());
        }

        /**
         * @param kind of geometries, such as {@code Point}; {@code Geometry} for any
         * @param srid of all geometries; empty for any
         */
        public static OfExtension geometry(String kind, OptionalInt srid) {
            List<String> modifiers =
                    srid.isPresent() ? List.of(kind, Integer.toString(srid.getAsInt())) : List.of(kind);
            return new OfExtension("postgis", "geometry", modifiers);
        }

        @Override
        public String sql() {
            return modifiers.isEmpty() ? name : name + "(" + String.join(",", modifiers) + ")";
        }
    }

    static PgType of(Base base, Integer... modifiers) {
        return new Scalar(base, List.of(modifiers));
    }
}
