package io.sluice.e2e.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table with a key of one kind, whose values are made of numbers from 1 on.
 *
 * @param name of the table
 * @param columns of the key, as in CREATE TABLE
 * @param key clause, such as {@code PRIMARY KEY (k)}; empty for a table without a key
 * @param values of the key's columns by their names: SQL with {@code $n} in the place of the number
 * @param numbersMax how many different keys there are
 */
record KeyedTable(String name, String columns, String key, Map<String, String> values, int numbersMax) {

    KeyedTable {
        values = new TreeMap<>(values);
    }

    /** A table of every kind. */
    static List<KeyedTable> all() {
        return List.of(
                single("tiny", "TINYINT UNSIGNED", "$n", 250),
                single("negative", "INT", "$n * 7 - 900", 300),
                single("huge", "BIGINT UNSIGNED", "CAST(9223372036854775707 AS UNSIGNED) + $n", 300),
                single("hot", "BIGINT", "IF($n < 250, $n, $n * 1000000007)", 300),
                single("zerofilled", "INT(6) UNSIGNED ZEROFILL", "$n * 3", 300),
                single("decimals", "DECIMAL(20,5)", "$n - 100.00001", 300),
                single("doubles", "DOUBLE", "$n * 0.1 - 7", 300),
                single("floats", "FLOAT", "$n * 0.5 - 7", 300),
                single("bits", "BIT(12)", "$n", 300),
                single("years", "YEAR", "1901 + $n", 250),
                single("dates", "DATE", "DATE '1990-01-01' + INTERVAL $n * 37 DAY", 300),
                single("times", "TIME(2)", "SEC_TO_TIME($n * 13.25 - 2000)", 300),
                single(
                        "moments",
                        "DATETIME(6)",
                        "CAST('2020-01-01' AS DATETIME(6)) + INTERVAL $n * 777 MICROSECOND",
                        300),
                single("instants", "TIMESTAMP(3)", "CAST('2020-10-25' AS DATETIME) + INTERVAL $n * 60 SECOND", 300),
                single("codes", "CHAR(8)", "LPAD(HEX($n * 7919), 8, '0')", 300),
                single("names", "VARCHAR(30) COLLATE utf8mb4_0900_ai_ci", "CONCAT(CHAR(97 + $n % 26), ' Ä ', $n)", 300),
                single("exact", "VARCHAR(30) COLLATE utf8mb4_bin", "CONCAT(CHAR(65 + $n % 58), $n, '😀')", 300),
                single("general", "VARCHAR(30) COLLATE utf8mb4_general_ci", "CONCAT('ß', $n)", 300),
                single("western", "VARCHAR(30) CHARACTER SET latin1", "CONCAT('ä€', $n)", 300),
                single("wide", "VARCHAR(30) CHARACTER SET utf16", "CONCAT('日', $n, '😀')", 300),
                single("chinese", "VARCHAR(30) CHARACTER SET gbk", "CONCAT('中', $n)", 300),
                single("quoted", "VARCHAR(30)", "CONCAT('''', $n, '\\\\')", 300),
                single("fixed", "BINARY(8)", "UNHEX(LPAD(HEX($n * 31), 16, '0'))", 300),
                single("bytes", "VARBINARY(10)", "LEFT(UNHEX(LEFT(SHA2($n, 256), 32)), 4 + $n % 6)", 300),
                single("uuids", "CHAR(36)", "LEFT(SHA2($n, 256), 32)", 300),
                new KeyedTable(
                        "prefix",
                        "k TEXT NOT NULL",
                        "PRIMARY KEY (k(20))",
                        Map.of("k", "LEFT(SHA2($n, 256), 32)"),
                        300),
                new KeyedTable(
                        "blobs",
                        "k BLOB NOT NULL",
                        "PRIMARY KEY (k(16))",
                        Map.of("k", "UNHEX(LEFT(SHA2($n, 256), 32))"),
                        300),
                new KeyedTable("uniques", "k INT NOT NULL", "UNIQUE KEY (k)", Map.of("k", "$n"), 300),
                new KeyedTable(
                        "pairs",
                        "a VARCHAR(10) NOT NULL, b INT NOT NULL",
                        "PRIMARY KEY (a, b)",
                        Map.of("a", "CHAR(97 + $n % 5)", "b", "$n"),
                        300),
                new KeyedTable(
                        "triples",
                        "a DATE NOT NULL, b BIGINT NOT NULL, c VARCHAR(10) COLLATE utf8mb4_0900_ai_ci NOT NULL",
                        "PRIMARY KEY (a, b, c)",
                        Map.of("a", "DATE '2020-01-01' + INTERVAL $n % 3 DAY", "b", "$n % 7", "c", "CONCAT('x', $n)"),
                        300),
                new KeyedTable(
                        "labels",
                        "a ENUM('z','a','m') NOT NULL, b INT NOT NULL",
                        "PRIMARY KEY (a, b)",
                        Map.of("a", "1 + $n % 3", "b", "$n"),
                        300),
                new KeyedTable(
                        "members",
                        "a SET('z','a','m') NOT NULL, b INT NOT NULL",
                        "PRIMARY KEY (a, b)",
                        Map.of("a", "$n % 8", "b", "$n"),
                        300),
                new KeyedTable(
                        "reversed",
                        "a INT NOT NULL, b INT NOT NULL",
                        "PRIMARY KEY (b, a)",
                        Map.of("a", "$n % 10", "b", "$n"),
                        300),
                new KeyedTable("keyless", "k INT", "", Map.of("k", "$n % 50"), 300),
                new KeyedTable("keyless_text", "k VARCHAR(20)", "", Map.of("k", "CONCAT('row ', $n % 50)"), 300));
    }

    private static KeyedTable single(String name, String type, String value, int numbersMax) {
        return new KeyedTable(name, "k " + type + " NOT NULL", "PRIMARY KEY (k)", Map.of("k", value), numbersMax);
    }

    boolean keyless() {
        return key.isEmpty();
    }

    String create() {
        return "CREATE TABLE %s (%s, v INT, note VARCHAR(60)%s)".formatted(name, columns, keyless() ? "" : ", " + key);
    }

    String insert(int number) {
        return "INSERT %s INTO %s (%s, v, note) VALUES (%s, %d, 'row %d of many')"
                .formatted(
                        keyless() ? "" : "IGNORE",
                        name,
                        String.join(", ", values.keySet()),
                        String.join(", ", values(number).values()),
                        number,
                        number);
    }

    String update(int number, int value) {
        return "UPDATE %s SET v = %d WHERE %s%s".formatted(name, value, where(number), keyless() ? " LIMIT 1" : "");
    }

    String delete(int number) {
        return "DELETE FROM %s WHERE %s%s".formatted(name, where(number), keyless() ? " LIMIT 1" : "");
    }

    /** Gives a row the key of another number, unless that is taken. */
    String move(int number, int other) {
        String set = values(other).entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
        return "UPDATE IGNORE %s SET %s WHERE %s%s".formatted(name, set, where(number), keyless() ? " LIMIT 1" : "");
    }

    private String where(int number) {
        return values(number).entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(" AND "));
    }

    private Map<String, String> values(int number) {
        Map<String, String> written = new TreeMap<>();
        values.forEach((column, sql) -> written.put(column, sql.replace("$n", Integer.toString(number))));
        return written;
    }
}
