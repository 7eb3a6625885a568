package io.sluice.demo.shop;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Valid values of their types that careless code damages. */
final class AwkwardValues {
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "NULL",
            "\\N",
            "O'Hara",
            "\"quoted\"",
            "back\\slash\\",
            "tab\there",
            "two\r\nlines\n",
            "100 % & <b>bold</b>; -- not a comment",
            "{curly, \"braces\"}",
            "Žluťoučký kůň",
            "e\u0301 decomposed",
            "שלום and مرحبا",
            "日本語のお客様",
            "👩‍👩‍👧‍👦 family 🏳️‍🌈",
            "𝒜stral 𐍈");

    static final List<String> JSON = List.of(
            "null",
            "[]",
            "{}",
            "\"just text\"",
            "true",
            "-7",
            "{\"\": \"empty name\", \"a\": null, \"b\": [1, [2, [3]]], \"c\": {\"d\": \"e\"}}",
            "{\"quote\": \"\\\"\", \"backslash\": \"\\\\\", \"newline\": \"\\n\", \"emoji\": \"🎁\"}",
            "{\"big\": 9007199254740993, \"tenth\": 0.1, \"unsigned\": 18446744073709551615}");

    static final List<Integer> INTS = List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1);
    static final List<Integer> MEDIUMINTS = List.of(-8_388_608, 8_388_607, -1, 0);
    static final List<Integer> SMALLINTS = List.of(-32_768, 32_767, -1, 0);
    static final List<Integer> TINYINTS = List.of(-128, 127, -1, 0);
    static final List<Long> BIGINTS = List.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 9_007_199_254_740_993L);
    static final List<BigInteger> UNSIGNED_BIGINTS = List.of(
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(63),
            BigInteger.valueOf(Long.MAX_VALUE),
            BigInteger.ZERO);
    static final List<Double> DOUBLES =
            List.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL, 0.1, 1.0 / 3, 1e15, 123_456_789.125, 0.0);
    static final List<Double> SHORT_FLOATS = List.of(0.5, -2.25, 3.5, 1024.0, 0.125, 0.0);
    static final List<BigDecimal> PRICES = List.of(
            new BigDecimal("9999999999.99"),
            new BigDecimal("-9999999999.99"),
            new BigDecimal("0.00"),
            new BigDecimal("0.01"));
    static final List<String> DATES = List.of("1000-01-01", "1582-10-10", "1900-02-28", "2000-02-29", "9999-12-31");
    static final List<String> DATETIMES =
            List.of("1000-01-01 00:00:00", "1969-12-31 23:59:59", "2024-03-31 02:30:00", "9999-12-31 23:59:59");
    static final List<String> DATETIMES_6 = List.of(
            "1000-01-01 00:00:00.000000",
            "1969-12-31 23:59:59.999999",
            "2024-10-27 02:30:00.000001",
            "9999-12-31 23:59:59.999999");
    static final List<String> TIMESTAMPS = List.of("1970-01-01 00:00:01", "2024-10-27 01:30:00", "2038-01-19 03:14:07");
    static final List<String> TIMES_3 =
            List.of("-838:59:59.000", "838:59:59.000", "-00:00:00.001", "26:30:00.000", "24:00:00.000", "00:00:00.000");
    static final List<Integer> YEARS = List.of(1901, 1970, 2069, 2155);
    static final List<byte[]> BINARIES =
            List.of(new byte[0], new byte[] {0}, new byte[] {0, 1, 0}, new byte[] {(byte) 0xff, '\'', '\\', 0x1a, 0});
    /** Sixteen bytes each: zeros, trailing zeros, spaces. */
    static final List<byte[]> BINARIES_16 =
            List.of(new byte[16], Arrays.copyOf(new byte[] {1, 2, 3}, 16), repeated((byte) ' '), repeated((byte) 0xff));

    private AwkwardValues() {}

    /** The value for a row: awkward values and NULL in turn for the first few rows of a table, then the usual value. */
    static Object early(int row, List<?> awkward, Object usual) {
        return row < awkward.size() ? awkward.get(row) : row == awkward.size() ? null : usual;
    }

    /** As {@link #early}, for columns that are NOT NULL. */
    static Object earlyNotNull(int row, List<?> awkward, Object usual) {
        return row < awkward.size() ? awkward.get(row) : usual;
    }

    private static byte[] repeated(byte value) {
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
