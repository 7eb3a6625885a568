package io.sluice.cli.assess;

import io.sluice.core.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** In what the columns of text are written, and how they are compared. */
final class CharacterSets {

    private static final String QUERY = """
            SELECT table_schema, table_name, column_name, character_set_name, collation_name
            FROM information_schema.columns
            WHERE character_set_name IS NOT NULL AND table_schema IN (%s)""";

    private record Column(TableId table, String name) {}

    private record Encoding(String characterSet, String collation) {}

    private static final Encoding NONE = new Encoding("", "");

    private final Map<Column, Encoding> byColumn = new HashMap<>();

    private CharacterSets() {}

    static CharacterSets read(Connection mysql, List<String> databases) throws SQLException {
        CharacterSets sets = new CharacterSets();
        String list = databases.stream().map(SourceSql::literal).collect(Collectors.joining(", "));
        SourceSql.rows(mysql, QUERY.formatted(list), row -> {
            TableId table = new TableId(row.getString(1), row.getString(2));
            return sets.byColumn.put(
                    new Column(table, row.getString(3)), new Encoding(row.getString(4), row.getString(5)));
        });
        return sets;
    }

    /** The character set; empty if the column holds no text. */
    String of(TableId table, String column) {
        return encoding(table, column).characterSet();
    }

    /** The collation; empty if the column holds no text. */
    String collation(TableId table, String column) {
        return encoding(table, column).collation();
    }

    private Encoding encoding(TableId table, String column) {
        return byColumn.getOrDefault(new Column(table, column), NONE);
    }
}
