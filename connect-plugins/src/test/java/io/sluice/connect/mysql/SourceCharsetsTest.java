package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.charset.SourceCharsets;
import io.sluice.core.charset.StoredCharset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes by chance, in each character set that is no encoding of Unicode: MySQL's own conversion is the judge. */
class SourceCharsetsTest {

    private static final String MAPPED = "SELECT character_set_name, maxlen FROM information_schema.character_sets"
            + " WHERE character_set_name NOT REGEXP '^(utf|ucs|binary)'";
    private static final int TEXTS = 300;
    private static final int BYTES_MAX = 6;
    private static final String UNDECODABLE = "\0bytes:";

    @Test
    void decodeAsMySqlConverts() throws SQLException {
        try (Connection mysql = OneMySql.connection()) {
            SourceCharsets charsets = new SourceCharsets(sql -> rows(mysql, sql));
            List<String> names = new ArrayList<>();
            rows(mysql, MAPPED).forEach(row -> names.add(row.getKey()));
            assertThat(names).hasSizeGreaterThan(30).contains("swe7", "gb18030", "koi8u");
            for (String name : names) {
                compare(mysql, name, charsets.named(name));
            }
        }
    }

    private static void compare(Connection mysql, String name, StoredCharset charset) throws SQLException {
        Random random = new Random(name.hashCode());
        String sql = "SELECT CONVERT(CONVERT(bytes USING %1$s) USING utf8mb4), bytes <=>"
                + " CAST(CONVERT(CONVERT(CONVERT(bytes USING %1$s) USING utf8mb4) USING %1$s) AS BINARY)"
                + " FROM (SELECT CAST(? AS BINARY) AS bytes) AS given";
        int texts = 0;
        try (PreparedStatement query = mysql.prepareStatement(sql.formatted(name))) {
            for (int i = 0; i < TEXTS; i++) {
                byte[] bytes = new byte[1 + random.nextInt(BYTES_MAX)];
                random.nextBytes(bytes);
                query.setBytes(1, bytes);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    String decoded = charset.decode(bytes);
                    if (decoded.startsWith(UNDECODABLE)) {
                        assertThat(row.getBoolean(2))
                                .as(name + " keeps " + decoded)
                                .isFalse();
                    } else {
                        texts++;
                        assertThat(decoded).as(name).isEqualTo(row.getString(1));
                    }
                }
            }
        }
        assertThat(texts).as(name).isPositive();
    }

    private static List<Map.Entry<String, String>> rows(Connection mysql, String sql) {
        List<Map.Entry<String, String>> rows = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(Map.entry(row.getString(1), row.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }
}
