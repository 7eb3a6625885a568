package io.sluice.assess;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A database with at least one of each thing that an assessment is to find, and beside it what is to be left alone. */
final class BadData {

    private BadData() {}

    /** Everything that does not block. */
    static String[] statements() {
        return new String[] {
            "CREATE TABLE dates (id INT PRIMARY KEY, free DATE NULL, kept DATETIME(3) NOT NULL, at TIMESTAMP NULL,"
                    + " fine DATE NULL)",
            "INSERT INTO dates VALUES (1, '2020-01-01', '2020-01-01', '2020-01-01 00:00:00', '0001-01-01'),"
                    + " (2, '0000-00-00', '0000-00-00', '0000-00-00', NULL),"
                    + " (3, '2010-05-00', '2010-00-00', NULL, '9999-12-31'), (4, '2010-02-31', '2020-01-01', NULL, NULL)",
            "CREATE TABLE dated (day DATE NOT NULL, note VARCHAR(10), PRIMARY KEY (day))",
            "INSERT INTO dated VALUES ('0000-00-00', 'x'), ('2024-02-29', 'y')",
            "CREATE TABLE flags (id INT PRIMARY KEY, fine TINYINT(1), more TINYINT(1), wide TINYINT)",
            "INSERT INTO flags VALUES (1, 0, 2, 7), (2, 1, -1, 8), (3, NULL, 0, 9)",
            "CREATE TABLE texts (id INT PRIMARY KEY, fine TEXT, nul VARCHAR(20), wide VARCHAR(20) CHARACTER SET utf16,"
                    + " doc JSON, code VARCHAR(20) NOT NULL, UNIQUE KEY code (code))",
            "INSERT INTO texts VALUES (1, 'plain', CONCAT('a', CHAR(0), 'b'), 'plain', '{\"a\": \"x\\\\u0000y\"}', 'c'),"
                    + " (2, '', '', '', '{\"a\": \"x\\\\\\\\u0000y\"}', CONCAT('d', CHAR(0))),"
                    + " (3, NULL, NULL, NULL, NULL, '')",
            "CREATE TABLE encodings (id INT PRIMARY KEY, japanese VARCHAR(9) CHARACTER SET sjis,"
                    + " wide VARCHAR(9) CHARACTER SET ucs2, russian VARCHAR(9) CHARACTER SET koi8r)",
            "INSERT INTO encodings VALUES (1, x'8540', x'0061D800', '?'), (2, '表?', 'ä?', 'мир')",
            "CREATE TABLE times (id INT PRIMARY KEY, took TIME(3), opens TIME)",
            "INSERT INTO times VALUES (1, '838:59:59', '00:00:00'), (2, '-00:00:01', '24:00:00'), (3, '12:00:00', NULL)",
            "CREATE TABLE numbers (id INT PRIMARY KEY, big BIGINT UNSIGNED)",
            "INSERT INTO numbers VALUES (1, 18446744073709551615), (2, 9223372036854775807)",
            "CREATE TABLE serials (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
            "INSERT INTO serials VALUES (1), (9223372036854775808)",
            "CREATE TABLE kinds (id INT PRIMARY KEY, kind ENUM('a', 'b') NOT NULL, fine ENUM('', 'b') NOT NULL)",
            "INSERT INTO kinds VALUES (1, 'a', ''), (2, 'nonsense', 'b')",
            "CREATE TABLE parents (id INT PRIMARY KEY)",
            "CREATE TABLE children (id INT PRIMARY KEY, parent INT,"
                    + " CONSTRAINT child_of FOREIGN KEY (parent) REFERENCES parents (id))",
            "INSERT INTO parents VALUES (1)",
            "INSERT INTO children VALUES (1, 1), (2, 99), (3, NULL)",
            "CREATE TABLE long_keys (name VARCHAR(760) CHARACTER SET utf8mb4 PRIMARY KEY,"
                    + " code VARCHAR(760) CHARACTER SET utf8mb4, KEY code (code))",
            "INSERT INTO long_keys VALUES (REPEAT('x', 760), REPEAT('😀', 700)), (REPEAT('😀', 700), '')",
            "CREATE TABLE updated (id INT, body LONGBLOB)",
            "INSERT INTO updated VALUES (1, REPEAT('x', 17000000)), (2, 'y')",
            wide("wide_times", "TIME", 600),
            "INSERT INTO wide_times VALUES " + row(1, "'10:00'", 600),
            "INSERT INTO wide_times (id, c1) VALUES (2, '10:00')",
            wide("wide_numbers", "DECIMAL(20, 0)", 700),
            "INSERT INTO wide_numbers VALUES " + row(1, "18446744073709551615", 700),
            "INSERT INTO wide_numbers VALUES " + row(2, "7", 700),
            wide("wide_texts", "VARCHAR(8) CHARACTER SET latin1", 500),
            "INSERT INTO wide_texts VALUES " + row(1, "'ääääääää'", 500),
            "INSERT INTO wide_texts VALUES " + row(2, "'aaaaaaaa'", 500),
            "CREATE TABLE isam (id INT PRIMARY KEY) ENGINE = MyISAM",
            "CREATE TABLE keyless (a INT)",
            "CREATE TABLE nullable_key (a INT NULL, UNIQUE KEY a (a))",
            "CREATE VIEW some_view AS SELECT id FROM parents"
        };
    }

    /** A table with that many columns of a type. */
    static String wide(String table, String type, int columns) {
        return "CREATE TABLE " + table + " (id INT PRIMARY KEY, "
                + IntStream.rangeClosed(1, columns)
                        .mapToObj(i -> "c" + i + " " + type)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String row(int id, String value, int columns) {
        return "(" + id + ", " + String.join(", ", Collections.nCopies(columns, value)) + ")";
    }
}
