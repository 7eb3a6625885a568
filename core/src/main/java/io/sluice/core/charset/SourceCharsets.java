package io.sluice.core.charset;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The character sets of a MySQL server. What is not an encoding of Unicode MySQL is asked for, when it is first needed:
 * Java has not all of them, and maps some codes of most others differently. Safe for use by many threads.
 */
public final class SourceCharsets {

    private static final String BYTES_MAX =
            "SELECT character_set_name, maxlen FROM information_schema.character_sets WHERE character_set_name = '%s'";

    /** CHAR makes as many bytes of a number as it needs. NULL comes of bytes that are no text. */
    private static final String CODES = """
            WITH RECURSIVE byte (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM byte WHERE value < 255)
            SELECT HEX(CHAR(code)), HEX(CONVERT(CONVERT(CHAR(code) USING %1$s) USING utf32)) FROM (%2$s) AS codes
            WHERE CHAR_LENGTH(CONVERT(CONVERT(CHAR(code) USING %1$s) USING utf32)) = 1""";

    private static final String ONE_BYTE = "SELECT value AS code FROM byte";
    private static final String TWO_BYTES =
            "SELECT a.value * 256 + b.value AS code FROM byte AS a, byte AS b WHERE a.value >= 128";

    /** In ujis and eucjpms only. */
    private static final String THREE_BYTES = "SELECT 0x8F0000 + a.value * 256 + b.value AS code"
            + " FROM byte AS a, byte AS b WHERE a.value >= 128 AND b.value >= 128";

    /** In gb18030 only; those from 0x90 on are computed. */
    private static final String FOUR_BYTES =
            "SELECT ((a.value * 256 + b.value) * 256 + c.value) * 256 + d.value AS code"
                    + " FROM byte AS a, byte AS b, byte AS c, byte AS d WHERE a.value BETWEEN 0x81 AND 0x84"
                    + " AND b.value BETWEEN 0x30 AND 0x39 AND c.value BETWEEN 0x81 AND 0xFE"
                    + " AND d.value BETWEEN 0x30 AND 0x39";

    private static final int QUESTION_MARK = '?';

    /** Asks MySQL. */
    @FunctionalInterface
    public interface Query {

        /** All rows of a query with two columns, as text. */
        List<Map.Entry<String, String>> rows(String sql);
    }

    private final Query mysql;
    private final Map<String, StoredCharset> known = new ConcurrentHashMap<>(UnicodeCharset.ALL);

    public SourceCharsets(Query mysql) {
        this.mysql = mysql;
    }

    /**
     * The character set of this name.
     *
     * @throws IllegalArgumentException if MySQL has none of this name
     */
    public StoredCharset named(String name) {
        return known.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::read);
    }

    private StoredCharset read(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a character set");
        }
        List<Map.Entry<String, String>> answer = mysql.rows(BYTES_MAX.formatted(name));
        if (answer.isEmpty()) {
            throw new IllegalArgumentException("MySQL has no character set " + name);
        }
        int bytesMax = Integer.parseInt(answer.get(0).getValue());
        CodeTree codes = new CodeTree();
        add(codes, name, ONE_BYTE);
        if (bytesMax > 1) {
            add(codes, name, TWO_BYTES);
        }
        switch (bytesMax) {
            case 3 -> add(codes, name, THREE_BYTES);
            case 4 -> add(codes, name, FOUR_BYTES);
            default -> {}
        }
        return new MappedCharset(codes, bytesMax);
    }

    private void add(CodeTree codes, String name, String numbers) {
        for (Map.Entry<String, String> code : mysql.rows(CODES.formatted(name, numbers))) {
            byte[] bytes = HexFormat.of().parseHex(code.getKey());
            int character = Integer.parseInt(code.getValue(), 16);
            // MySQL puts a question mark for a code that stands for no character.
            if (character != QUESTION_MARK || bytes[0] == QUESTION_MARK) {
                codes.add(bytes, character);
            }
        }
    }
}
