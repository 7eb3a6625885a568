package io.sluice.assess;

import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Names rows by their keys, such as {@code id=17} or {@code floor=1, wing='A'}. */
record RowKeys(CatalogTable table) {

    static final int EXAMPLES_MAX = 3;

    private static final int VALUE_CHARACTERS_MAX = 60;

    /**
     * The first of the rows.
     *
     * @param from what follows FROM in a query that names the table {@code t}
     */
    List<String> first(Connection mysql, String from) throws SQLException {
        List<String> key = table.key().flatMap(CatalogIndex::columns).orElse(List.of());
        if (key.isEmpty()) {
            return List.of();
        }
        String columns = key.stream().map(this::readable).collect(Collectors.joining(", "));
        return SourceSql.rows(
                mysql, "SELECT " + columns + " FROM " + from + " LIMIT " + EXAMPLES_MAX, row -> text(key, row));
    }

    /** As text that the driver does not interpret: it knows no zero dates, and takes bits for bytes. */
    private String readable(String column) {
        String name = Questions.quoted(column);
        return switch (table.column(column).column().type().kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, YEAR -> name;
            case BIT -> name + " + 0";
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY, VECTOR ->
                "CONCAT('0x', HEX(" + name + "))";
            case CHAR,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    ENUM,
                    SET,
                    JSON,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    OTHER -> "CONCAT('''', CAST(" + name + " AS CHAR), '''')";
        };
    }

    private static String text(List<String> key, ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + "=" + shortened(String.valueOf(row.getString(i + 1))));
        }
        return String.join(", ", parts);
    }

    private static String shortened(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(VALUE_CHARACTERS_MAX).forEach(character -> {
            if (Character.isISOControl(character)) {
                text.append("\\u%04x".formatted(character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return value.codePointCount(0, value.length()) > VALUE_CHARACTERS_MAX ? text + "…" : text.toString();
    }
}
