package io.sluice.schema.plan;

import io.sluice.core.name.Identifiers;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.Transformation;
import io.sluice.core.type.TypeMapping;
import io.sluice.core.type.ValueConversion;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the literal default of a MySQL column as SQL for its PostgreSQL type. */
final class DefaultLiteral {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?");
    private static final Pattern BITS = Pattern.compile("b'([01]*)'");
    private static final Pattern HEX = Pattern.compile("0x((?:[0-9A-Fa-f]{2})*)");
    private static final Pattern ZERO_DATE = Pattern.compile("0000-.*|\\d+-00-.*|\\d+-\\d+-00.*");

    private DefaultLiteral() {}

    /**
     * @param text as {@link io.sluice.schema.catalog.CatalogColumn.Default.Literal} has it
     * @return empty if PostgreSQL cannot hold the value
     */
    static Optional<String> of(MySqlType source, PgType target, String text) {
        return switch (source.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, YEAR ->
                number(source, target, text);
            case BIT -> bits(source, target, text);
            case BINARY -> bytes(target, text, source.length().orElse(1));
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> bytes(target, text, 0);
            case DATE, DATETIME -> ZERO_DATE.matcher(text).matches() ? Optional.empty() : quoted(text);
            case TIMESTAMP -> ZERO_DATE.matcher(text).matches() ? Optional.empty() : quoted(text + "+00");
            case TIME -> time(target, text);
            case SET -> Optional.of(set(target, text));
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, JSON, OTHER ->
                isOf(target, PgType.Base.BYTEA) ? Optional.of(bytea(text)) : quoted(text);
            case GEOMETRY, VECTOR -> Optional.empty();
        };
    }

    private static Optional<String> number(MySqlType source, PgType target, String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        if (isOf(target, PgType.Base.BOOLEAN)) {
            return switch (text) {
                case "0" -> Optional.of("false");
                case "1" -> Optional.of("true");
                default -> Optional.empty();
            };
        }
        if (isOf(target, PgType.Base.INTERVAL)) {
            ValueConversion conversion = TypeMapping.transformed(source, Transformation.MICROSECONDS_TO_INTERVAL)
                    .conversion();
            return quoted(conversion.convert(new BigDecimal(text)).toString());
        }
        return Optional.of(text);
    }

    private static Optional<String> bits(MySqlType source, PgType target, String text) {
        Matcher matcher = BITS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int length = source.length().orElse(1);
        String digits = "0".repeat(Math.max(0, length - matcher.group(1).length())) + matcher.group(1);
        boolean truth = isOf(target, PgType.Base.BOOLEAN);
        return Optional.of(truth ? Boolean.toString(digits.endsWith("1")) : "B'" + digits + "'");
    }

    private static Optional<String> bytes(PgType target, String text, int length) {
        Matcher hex = HEX.matcher(text);
        if (!hex.matches() || !isOf(target, PgType.Base.BYTEA)) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(hex.group(1));
        byte[] padded = bytes.length < length ? Arrays.copyOf(bytes, length) : bytes;
        return Optional.of("'\\x" + HexFormat.of().formatHex(padded) + "'");
    }

    /** Out of the range of a time of the day it has no counterpart. */
    private static Optional<String> time(PgType target, String text) {
        boolean ofDay = !text.startsWith("-") && text.compareTo("24") < 0 && text.indexOf(':') == 2;
        return isOf(target, PgType.Base.TIME) && !ofDay ? Optional.empty() : quoted(text);
    }

    private static String set(PgType target, String text) {
        List<String> members = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        return "ARRAY[" + members.stream().map(Identifiers::literal).collect(Collectors.joining(", ")) + "]::"
                + target.sql();
    }

    private static String bytea(String text) {
        return "'\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    private static boolean isOf(PgType type, PgType.Base base) {
        return type instanceof PgType.Scalar scalar && scalar.base() == base;
    }

    private static Optional<String> quoted(String text) {
        return text.indexOf('\0') < 0 ? Optional.of(Identifiers.literal(text)) : Optional.empty();
    }
}
