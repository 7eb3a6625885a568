package io.sluice.assess;

import io.sluice.core.type.MySqlType.Kind;
import io.sluice.schema.catalog.CatalogColumn;
import java.util.Locale;
import java.util.Set;

/** A kind of value that does not arrive as it is, or not always, and the condition by which MySQL finds it. */
enum Probe {
    ZERO_DATES("zero date", "zero dates", dates(), "YEAR(%1$s) = 0 AND MONTH(%1$s) = 0 AND DAYOFMONTH(%1$s) = 0"),
    /** 2010-00-00, 2010-05-00, 2010-02-31. */
    IMPOSSIBLE_DATES(
            "date that no calendar has",
            "dates that no calendar has",
            dates(),
            "(MONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) = 0 OR DAYOFMONTH(%1$s) > DAYOFMONTH(LAST_DAY(%1$s)))"
                    + " AND NOT (YEAR(%1$s) = 0 AND MONTH(%1$s) = 0 AND DAYOFMONTH(%1$s) = 0)"),
    BEYOND_BOOLEAN(
            "value other than 0 and 1", "values other than 0 and 1", Set.of(Kind.TINYINT), "%1$s NOT IN (0, 1)") {
        @Override
        boolean applies(CatalogColumn column) {
            return super.applies(column) && column.column().type().length().orElse(0) == 1;
        }
    },
    OUT_OF_DAY(
            "time outside of 00:00 to 24:00",
            "times outside of 00:00 to 24:00",
            Set.of(Kind.TIME),
            "(%1$s < '00:00:00' OR %1$s > '24:00:00')"),
    ABOVE_BIGINT("value above 2^63-1", "values above 2^63-1", Set.of(Kind.BIGINT), "%1$s > 9223372036854775807") {
        @Override
        boolean applies(CatalogColumn column) {
            return super.applies(column) && column.column().type().unsigned();
        }
    },
    /** By bytes: to many collations a NUL is nothing at all, so that every text would hold one. */
    NUL_CHARACTERS(
            "text with a NUL character",
            "texts with a NUL character",
            texts(),
            "LOCATE(0x00, CAST(CONVERT(%1$s USING utf8mb4) AS BINARY)) > 0"),
    /** What is left of an escaped NUL when pairs of backslashes, which are backslashes, are out of the way. */
    NUL_IN_JSON(
            "JSON value with a NUL character",
            "JSON values with a NUL character",
            Set.of(Kind.JSON),
            "LOCATE(0x5C7530303030, REPLACE(CAST(CAST(%1$s AS CHAR) AS BINARY), 0x5C5C, '')) > 0"),
    /** What has no character in Unicode turns into a question mark when it is converted, or cuts the text off there. */
    INVALID_BYTES(
            "text with bytes that are none",
            "texts with bytes that are none",
            texts(),
            "CHAR_LENGTH(REPLACE(%1$s, _utf8mb4'?', '')) <>"
                    + " CHAR_LENGTH(REPLACE(CONVERT(%1$s USING utf8mb4), _utf8mb4'?', ''))") {
        @Override
        boolean applies(CatalogColumn column) {
            return super.applies(column) && !COMPLETE.contains(characterSet(column));
        }
    },
    NO_MEMBER(
            "value that is none of the labels",
            "values that are none of the labels",
            Set.of(Kind.ENUM),
            "%1$s + 0 = 0");

    /** In these, MySQL lets in nothing that is no character; and latin1 has one for each byte. */
    private static final Set<String> COMPLETE = Set.of("utf8mb4", "utf8mb3", "utf8", "latin1", "ascii");

    private final String one;
    private final String many;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Kind> kinds;

    private final String condition;

    Probe(String one, String many, Set<Kind> kinds, String condition) {
        this.one = one;
        this.many = many;
        this.kinds = Set.copyOf(kinds);
        this.condition = condition;
    }

    private static Set<Kind> dates() {
        return Set.of(Kind.DATE, Kind.DATETIME, Kind.TIMESTAMP);
    }

    private static Set<Kind> texts() {
        return Set.of(Kind.CHAR, Kind.VARCHAR, Kind.TINYTEXT, Kind.TEXT, Kind.MEDIUMTEXT, Kind.LONGTEXT);
    }

    /** Such as {@code 1 zero date}. */
    String counted(long count) {
        return FigureText.count(count, one, many);
    }

    /** The name in reports that programs read. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean applies(CatalogColumn column) {
        return kinds.contains(column.column().type().kind());
    }

    /**
     * SQL that is true where the value is of this kind.
     *
     * @param column quoted
     */
    String condition(String column) {
        return condition.formatted(column);
    }

    /** A collation's name begins with that of its character set. */
    private static String characterSet(CatalogColumn column) {
        return column.collation().orElse("").replaceFirst("_.*", "").toLowerCase(Locale.ROOT);
    }
}
