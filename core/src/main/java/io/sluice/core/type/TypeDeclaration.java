package io.sluice.core.type;

import io.sluice.core.type.MySqlType.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands how MySQL and Debezium write a column type. Blanks within a type's name do not count: Debezium's DDL
 * parser drops some of them.
 */
final class TypeDeclaration {

    /** Name, what is in parentheses, and attributes; labels may hold parentheses and line breaks. */
    private static final Pattern DECLARATION = Pattern.compile("([^(]*)(?:\\((.*)\\))?([^()]*)", Pattern.DOTALL);

    private static final Pattern ATTRIBUTES = Pattern.compile("(?:UNSIGNED|SIGNED|ZEROFILL)+$");

    /** Kinds by name without blanks, where that is not the kind's own name. */
    private static final Map<String, Kind> SYNONYMS = Map.ofEntries(
            Map.entry("BOOL", Kind.TINYINT),
            Map.entry("BOOLEAN", Kind.TINYINT),
            Map.entry("INT1", Kind.TINYINT),
            Map.entry("INT2", Kind.SMALLINT),
            Map.entry("INT3", Kind.MEDIUMINT),
            Map.entry("MIDDLEINT", Kind.MEDIUMINT),
            Map.entry("INT4", Kind.INT),
            Map.entry("INTEGER", Kind.INT),
            Map.entry("INT8", Kind.BIGINT),
            Map.entry("SERIAL", Kind.BIGINT),
            Map.entry("DEC", Kind.DECIMAL),
            Map.entry("NUMERIC", Kind.DECIMAL),
            Map.entry("FIXED", Kind.DECIMAL),
            Map.entry("FLOAT4", Kind.FLOAT),
            Map.entry("FLOAT8", Kind.DOUBLE),
            Map.entry("REAL", Kind.DOUBLE),
            Map.entry("DOUBLEPRECISION", Kind.DOUBLE),
            Map.entry("CHARACTER", Kind.CHAR),
            Map.entry("NCHAR", Kind.CHAR),
            Map.entry("NATIONALCHAR", Kind.CHAR),
            Map.entry("NATIONALCHARACTER", Kind.CHAR),
            Map.entry("VARCHARACTER", Kind.VARCHAR),
            Map.entry("CHARVARYING", Kind.VARCHAR),
            Map.entry("CHARACTERVARYING", Kind.VARCHAR),
            Map.entry("NVARCHAR", Kind.VARCHAR),
            Map.entry("NCHARVARCHAR", Kind.VARCHAR),
            Map.entry("NCHARVARYING", Kind.VARCHAR),
            Map.entry("NATIONALVARCHAR", Kind.VARCHAR),
            Map.entry("NATIONALVARCHARACTER", Kind.VARCHAR),
            Map.entry("NATIONALCHARVARYING", Kind.VARCHAR),
            Map.entry("NATIONALCHARACTERVARYING", Kind.VARCHAR),
            Map.entry("LONG", Kind.MEDIUMTEXT),
            Map.entry("LONGVARCHAR", Kind.MEDIUMTEXT),
            Map.entry("LONGVARCHARACTER", Kind.MEDIUMTEXT),
            Map.entry("LONGCHARVARYING", Kind.MEDIUMTEXT),
            Map.entry("LONGCHARACTERVARYING", Kind.MEDIUMTEXT),
            Map.entry("LONGVARBINARY", Kind.MEDIUMBLOB),
            Map.entry("CHARBYTE", Kind.BINARY),
            Map.entry("POINT", Kind.GEOMETRY),
            Map.entry("LINESTRING", Kind.GEOMETRY),
            Map.entry("POLYGON", Kind.GEOMETRY),
            Map.entry("MULTIPOINT", Kind.GEOMETRY),
            Map.entry("MULTILINESTRING", Kind.GEOMETRY),
            Map.entry("MULTIPOLYGON", Kind.GEOMETRY),
            Map.entry("GEOMCOLLECTION", Kind.GEOMETRY),
            Map.entry("GEOMETRYCOLLECTION", Kind.GEOMETRY));

    private static final Map<String, String> GEOMETRY_KINDS = Map.of(
            "POINT", "Point",
            "LINESTRING", "LineString",
            "POLYGON", "Polygon",
            "MULTIPOINT", "MultiPoint",
            "MULTILINESTRING", "MultiLineString",
            "MULTIPOLYGON", "MultiPolygon",
            "GEOMCOLLECTION", "GeometryCollection",
            "GEOMETRYCOLLECTION", "GeometryCollection");

    private TypeDeclaration() {}

    static String geometryKind(String declared) {
        return GEOMETRY_KINDS.getOrDefault(bareName(declared), "Geometry");
    }

    static MySqlType parse(String declared) {
        Matcher parts = DECLARATION.matcher(declared.strip());
        if (!parts.matches()) {
            return other(declared);
        }
        String name = parts.group(1) + parts.group(3);
        String arguments = parts.group(2) == null ? "" : parts.group(2);
        Kind kind = kind(bareName(name));
        if (kind == Kind.ENUM || kind == Kind.SET) {
            List<String> members = MemberList.ofLiterals(arguments);
            return new MySqlType(
                    kind, OptionalInt.empty(), OptionalInt.empty(), false, members, OptionalInt.empty(), declared);
        }
        String[] numbers = arguments.split(",", -1);
        OptionalInt scale = numbers.length > 1 ? number(numbers[1]) : OptionalInt.empty();
        return of(name, number(numbers[0]), scale, List.of(), declared);
    }

    static MySqlType of(String typeName, OptionalInt length, OptionalInt scale, List<String> members) {
        Matcher parts = DECLARATION.matcher(typeName.strip());
        String name = parts.matches() ? parts.group(1) + parts.group(3) : typeName;
        return of(name, length, scale, members, typeName);
    }

    private static MySqlType of(
            String name, OptionalInt length, OptionalInt scale, List<String> members, String declared) {
        String compact = compact(name);
        Kind kind = kind(bareName(name));
        if (kind == Kind.OTHER) {
            return other(declared);
        }
        if (length.isEmpty() && compact.startsWith("BOOL")) {
            return new MySqlType(kind, OptionalInt.of(1), scale, false, members, OptionalInt.empty(), declared);
        }
        boolean unsigned = compact.contains("UNSIGNED") || compact.contains("ZEROFILL") || compact.equals("SERIAL");
        return new MySqlType(kind, length, scale, unsigned, members, OptionalInt.empty(), declared);
    }

    private static MySqlType other(String declared) {
        return new MySqlType(
                Kind.OTHER, OptionalInt.empty(), OptionalInt.empty(), false, List.of(), OptionalInt.empty(), declared);
    }

    private static Kind kind(String bareName) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(bareName)) {
                return kind;
            }
        }
        return SYNONYMS.getOrDefault(bareName, Kind.OTHER);
    }

    private static String bareName(String name) {
        return ATTRIBUTES.matcher(compact(name)).replaceFirst("");
    }

    private static String compact(String name) {
        return name.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
    }

    private static OptionalInt number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
