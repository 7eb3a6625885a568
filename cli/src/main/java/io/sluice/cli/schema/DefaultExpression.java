package io.sluice.cli.schema;

import io.sluice.core.sql.Identifiers;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the expression defaults that PostgreSQL has a counterpart for. */
final class DefaultExpression {

    private static final Pattern NOW =
            Pattern.compile("(?:current_timestamp|now|localtime|localtimestamp)(?:\\((\\d?)\\))?");

    /** MySQL prints a string in an expression as {@code _utf8mb4\'text\'}. */
    private static final Pattern STRING = Pattern.compile("_\\w+\\\\'([^\\\\']*)\\\\'");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private DefaultExpression() {}

    /** Empty if it has no counterpart that is known. */
    static Optional<String> translate(String expression, PgType type) {
        String sql = expression.strip();
        String lower = sql.toLowerCase(Locale.ROOT);
        Matcher now = NOW.matcher(lower);
        Matcher string = STRING.matcher(sql);
        if (now.matches() && isOneOf(type, Base.TIMESTAMP, Base.TIMESTAMPTZ, Base.DATE)) {
            String precision = now.group(1);
            return Optional.of(
                    precision == null || precision.isEmpty()
                            ? "CURRENT_TIMESTAMP"
                            : "CURRENT_TIMESTAMP(" + precision + ")");
        }
        if (string.matches() && isOneOf(type, Base.TEXT, Base.VARCHAR, Base.JSONB)) {
            return Optional.of(Identifiers.literal(string.group(1)));
        }
        if (NUMBER.matcher(sql).matches() && isNumber(type)) {
            return Optional.of(sql);
        }
        return function(lower, type);
    }

    private static Optional<String> function(String lower, PgType type) {
        return switch (lower) {
            case "uuid()" ->
                isOneOf(type, Base.TEXT, Base.VARCHAR) ? Optional.of("gen_random_uuid()::text") : Optional.empty();
            case "curdate()", "current_date()" ->
                isOneOf(type, Base.DATE) ? Optional.of("CURRENT_DATE") : Optional.empty();
            case "json_array()" -> isOneOf(type, Base.JSONB) ? Optional.of("'[]'") : Optional.empty();
            case "json_object()" -> isOneOf(type, Base.JSONB) ? Optional.of("'{}'") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isNumber(PgType type) {
        return isOneOf(type, Base.SMALLINT, Base.INTEGER, Base.BIGINT, Base.NUMERIC, Base.REAL, Base.DOUBLE_PRECISION);
    }

    private static boolean isOneOf(PgType type, Base... bases) {
        return type instanceof PgType.Scalar scalar && List.of(bases).contains(scalar.base());
    }
}
