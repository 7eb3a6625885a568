package io.sluice.schema.catalog;

import io.sluice.core.name.MySqlNames;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import io.sluice.schema.catalog.CatalogColumn.Default;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the defaults of BINARY and VARBINARY columns from SHOW CREATE TABLE: information_schema cuts them off at their
 * first zero byte.
 */
final class BinaryDefaults {

    private static final String DEFAULT =
            " (?:var)?binary\\(\\d+\\)(?: NOT NULL)? DEFAULT (0x[0-9A-Fa-f]*|'(?:[^'\\\\]|''|\\\\.)*')";

    private BinaryDefaults() {}

    /** The columns, with these defaults as {@code 0x} and all their bytes in hexadecimal. */
    static List<CatalogColumn> completed(Connection mysql, TableId table, List<CatalogColumn> columns)
            throws SQLException {
        if (columns.stream().noneMatch(BinaryDefaults::isCut)) {
            return columns;
        }
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + MySqlNames.quote(table))) {
            row.next();
            String ddl = row.getString(2);
            return columns.stream()
                    .map(column -> isCut(column) ? column.withDefault(complete(column, ddl)) : column)
                    .toList();
        }
    }

    private static boolean isCut(CatalogColumn column) {
        return switch (column.column().type().kind()) {
            case BINARY, VARBINARY -> column.defaultValue() instanceof Default.Literal;
            default -> false;
        };
    }

    private static Default complete(CatalogColumn column, String ddl) {
        Matcher matcher = Pattern.compile(
                        "^  " + Pattern.quote(MySqlNames.quote(column.name())) + DEFAULT, Pattern.MULTILINE)
                .matcher(ddl);
        return matcher.find() ? new Default.Literal(hexadecimal(matcher.group(1))) : column.defaultValue();
    }

    private static String hexadecimal(String literal) {
        if (literal.startsWith("0x")) {
            return literal;
        }
        // The labels of an ENUM are written as any string is.
        String text = MySqlType.ofDeclaration("enum(" + literal + ")").members().get(0);
        return "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
