package io.sluice.schema.catalog;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import io.sluice.schema.catalog.CatalogColumn.Default;
import io.sluice.schema.catalog.CatalogColumn.Generation;
import io.sluice.schema.catalog.CatalogColumn.Generation.Storage;
import io.sluice.schema.catalog.CatalogColumn.Origin;
import io.sluice.schema.catalog.CatalogColumn.Visibility;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads columns. */
final class ColumnQuery {

    private static final String QUERY = """
            SELECT table_schema AS table_schema, table_name AS table_name, column_name AS column_name,
                   column_type AS column_type, is_nullable AS is_nullable, column_default AS column_default,
                   extra AS extra, column_comment AS column_comment, collation_name AS collation_name,
                   generation_expression AS generation_expression, srs_id AS srs_id
            FROM information_schema.columns
            WHERE table_schema IN (%s)
            ORDER BY table_schema, table_name, ordinal_position""";

    private static final Pattern ON_UPDATE = Pattern.compile("on update (\\S+)", Pattern.CASE_INSENSITIVE);

    private ColumnQuery() {}

    static Map<TableId, List<CatalogColumn>> read(Connection mysql, List<String> databases) throws SQLException {
        return CatalogQuery.byTable(mysql, QUERY, databases, (table, row) -> column(row));
    }

    private static CatalogColumn column(ResultSet row) throws SQLException {
        String extra = row.getString("extra");
        Matcher onUpdate = ON_UPDATE.matcher(extra);
        return new CatalogColumn(
                source(row),
                defaultValue(row.getString("column_default"), extra),
                origin(extra),
                generation(row.getString("generation_expression"), extra),
                onUpdate.find() ? Optional.of(onUpdate.group(1)) : Optional.empty(),
                Optional.ofNullable(row.getString("collation_name")),
                extra.contains("INVISIBLE") ? Visibility.INVISIBLE : Visibility.VISIBLE,
                row.getString("column_comment"));
    }

    /** The column as a mapping needs it, of a row with {@code column_name, column_type, is_nullable, srs_id}. */
    static SourceColumn source(ResultSet row) throws SQLException {
        return new SourceColumn(
                row.getString("column_name"),
                type(row),
                row.getString("is_nullable").equals("YES"));
    }

    private static MySqlType type(ResultSet row) throws SQLException {
        MySqlType type = MySqlType.ofDeclaration(row.getString("column_type"));
        int srid = row.getInt("srs_id");
        return row.wasNull() ? type : type.withSrid(srid);
    }

    private static Default defaultValue(String text, String extra) {
        if (text == null) {
            return new Default.None();
        }
        return extra.contains("DEFAULT_GENERATED") ? new Default.Expression(text) : new Default.Literal(text);
    }

    private static Optional<Generation> generation(String expression, String extra) {
        if (origin(extra) != Origin.GENERATED) {
            return Optional.empty();
        }
        Storage storage = extra.contains("STORED GENERATED") ? Storage.STORED : Storage.VIRTUAL;
        return Optional.of(new Generation(expression, storage));
    }

    private static Origin origin(String extra) {
        if (extra.contains("auto_increment")) {
            return Origin.AUTO_INCREMENT;
        }
        boolean generated = extra.contains("STORED GENERATED") || extra.contains("VIRTUAL GENERATED");
        return generated ? Origin.GENERATED : Origin.WRITTEN;
    }
}
