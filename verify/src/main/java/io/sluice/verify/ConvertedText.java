package io.sluice.verify;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.schema.value.ColumnReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Reads texts of MySQL as MySQL itself converts them: a fault in how the pipeline decodes a character set would not show
 * if they were decoded by the same code here. Only bytes that MySQL cannot convert come as they are stored.
 */
record ConvertedText(SourceCharsets charsets) {

    private static final byte CONVERTED = 1;
    private static final String UTF8 = "utf8mb4";

    /** What cannot be converted becomes a question mark, is left out, or makes all of it NULL. */
    private static final String EXPRESSION = """
            IF(CHAR_LENGTH(%s) <=> CHAR_LENGTH(CONVERT(%s USING utf8mb4))\
             AND (LOCATE('?', CONVERT(%s USING utf8mb4)) = 0 OR CHAR_LENGTH(REPLACE(%s, '?', ''))\
             <=> CHAR_LENGTH(REPLACE(CONVERT(%s USING utf8mb4), '?', ''))),\
             CONCAT(x'01', CAST(CONVERT(%s USING utf8mb4) AS BINARY)),\
             CONCAT(x'00', CHARSET(%s), x'00', CAST(%s AS BINARY)))""";

    ColumnReader reader() {
        return new ColumnReader(EXPRESSION, this::text);
    }

    private Object text(ResultSet row, int index) throws SQLException {
        byte[] answer = row.getBytes(index);
        if (answer == null) {
            return null;
        }
        if (answer[0] == CONVERTED) {
            return decode(UTF8, answer, 1);
        }
        int end = 1;
        while (answer[end] != 0) {
            end++;
        }
        return decode(new String(answer, 1, end - 1, StandardCharsets.US_ASCII), answer, end + 1);
    }

    private String decode(String charset, byte[] answer, int start) {
        return charsets.named(charset).decode(Arrays.copyOfRange(answer, start, answer.length));
    }
}
