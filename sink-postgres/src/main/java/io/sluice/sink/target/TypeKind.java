package io.sluice.sink.target;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL's own types that come in widths, or that another one is wider than. */
enum TypeKind {
    SMALLINT(Modifiers.NONE, 5, "smallint", "int2"),
    INTEGER(Modifiers.NONE, 10, "integer", "int", "int4"),
    BIGINT(Modifiers.NONE, 19, "bigint", "int8"),
    NUMERIC(Modifiers.PRECISION_AND_SCALE, TypeKind.UNBOUNDED, "numeric", "decimal"),
    REAL(Modifiers.NONE, TypeKind.UNBOUNDED, "real", "float4"),
    DOUBLE(Modifiers.NONE, TypeKind.UNBOUNDED, "double precision", "float8"),
    CHARACTER(Modifiers.SIZE, 1, "character", "char"),
    VARYING(Modifiers.SIZE, TypeKind.UNBOUNDED, "character varying", "varchar"),
    TEXT(Modifiers.NONE, TypeKind.UNBOUNDED, "text"),
    BITS(Modifiers.SIZE, 1, "bit"),
    BITS_VARYING(Modifiers.SIZE, TypeKind.UNBOUNDED, "bit varying", "varbit"),
    DATE(Modifiers.NONE, 0, "date"),
    TIME(Modifiers.SIZE, 6, "time", "time without time zone"),
    TIME_ZONED(Modifiers.SIZE, 6, "timetz", "time with time zone"),
    TIMESTAMP(Modifiers.SIZE, 6, "timestamp", "timestamp without time zone"),
    TIMESTAMP_ZONED(Modifiers.SIZE, 6, "timestamptz", "timestamp with time zone"),
    INTERVAL(Modifiers.SIZE, 6, "interval");

    static final long UNBOUNDED = Long.MAX_VALUE;

    /** What the numbers in a type's parentheses are. */
    enum Modifiers {
        NONE,
        /** Characters, bits, or fractional digits of seconds. */
        SIZE,
        PRECISION_AND_SCALE
    }

    /**
     * The kinds that columns of a kind can be altered to. They hold each of its values unchanged as long as their
     * bounds are not lower, and PostgreSQL converts rows by itself. A kind that is not in its own list cannot grow: a
     * longer {@code bit} would pad the values that are there with zeros. The padding of {@code char} is no part of its
     * value.
     */
    private static final Map<TypeKind, List<TypeKind>> WIDER = Map.ofEntries(
            Map.entry(SMALLINT, List.of(INTEGER, BIGINT, NUMERIC, REAL, DOUBLE)),
            Map.entry(INTEGER, List.of(BIGINT, NUMERIC, DOUBLE)),
            Map.entry(BIGINT, List.of(NUMERIC)),
            Map.entry(NUMERIC, List.of(NUMERIC)),
            Map.entry(REAL, List.of(DOUBLE)),
            Map.entry(CHARACTER, List.of(CHARACTER, VARYING, TEXT)),
            Map.entry(VARYING, List.of(VARYING, TEXT)),
            Map.entry(BITS, List.of(BITS_VARYING)),
            Map.entry(BITS_VARYING, List.of(BITS_VARYING)),
            Map.entry(DATE, List.of(TIMESTAMP)),
            Map.entry(TIME, List.of(TIME)),
            Map.entry(TIME_ZONED, List.of(TIME_ZONED)),
            Map.entry(TIMESTAMP, List.of(TIMESTAMP)),
            Map.entry(TIMESTAMP_ZONED, List.of(TIMESTAMP_ZONED)),
            Map.entry(INTERVAL, List.of(INTERVAL)));

    private static final Map<String, TypeKind> BY_NAME = byName();

    private final Modifiers modifiers;
    private final long size;
    private final List<String> names;

    /**
     * @param size of the type when it is written without modifiers; of whole numbers, the digits of the greatest
     * @param names all that SQL has for it, in lower case
     */
    TypeKind(Modifiers modifiers, long size, String... names) {
        this.modifiers = modifiers;
        this.size = size;
        this.names = List.of(names);
    }

    static Optional<TypeKind> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    Modifiers modifiers() {
        return modifiers;
    }

    long size() {
        return size;
    }

    boolean widensTo(TypeKind other) {
        return WIDER.getOrDefault(this, List.of()).contains(other);
    }

    private static Map<String, TypeKind> byName() {
        Map<String, TypeKind> kinds = new HashMap<>();
        for (TypeKind kind : values()) {
            kind.names.forEach(name -> kinds.put(name, kind));
        }
        return kinds;
    }
}
