package io.sluice.schema.change;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.ColumnStructure.DefaultKind;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.model.SourceColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.type.MySqlType;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogColumn.Default;
import io.sluice.schema.catalog.CatalogColumn.Origin;
import io.sluice.schema.catalog.CatalogColumn.Visibility;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.TableFacts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Structures of the log as MySQL's catalogue would have them, as far as they tell. */
final class StructureCatalog {

    private StructureCatalog() {}

    /** @param defaults what an INSERT puts into a column that it does not name */
    static CatalogTable table(TableId id, TableStructure structure, Function<ColumnStructure, Default> defaults) {
        List<CatalogColumn> columns = structure.columns().stream()
                .map(column -> column(column, defaults.apply(column)))
                .toList();
        Optional<CatalogIndex> key =
                structure.key().isEmpty() ? Optional.empty() : Optional.of(primary(structure.key()));
        return new CatalogTable(
                new TableFacts(
                        id, "", 0, OptionalLong.empty(), structure.comment().orElse("")),
                columns,
                key,
                key.map(List::of).orElse(List.of()),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static CatalogIndex primary(List<String> columns) {
        return new CatalogIndex(
                "PRIMARY",
                Uniqueness.UNIQUE,
                CatalogIndex.Method.BTREE,
                columns.stream()
                        .<CatalogIndex.Part>map(column ->
                                new CatalogIndex.Part.OfColumn(column, OptionalInt.empty(), Direction.ASCENDING))
                        .toList(),
                Visibility.VISIBLE,
                "");
    }

    /** A generated column is a plain one, since the log does not have its expression: its rows have the values. */
    private static CatalogColumn column(ColumnStructure column, Default defaultValue) {
        Origin origin =
                column.origin() == ColumnStructure.Origin.AUTO_INCREMENT ? Origin.AUTO_INCREMENT : Origin.WRITTEN;
        return new CatalogColumn(
                new SourceColumn(column.name(), type(column), column.nullable()),
                defaultValue,
                origin,
                Optional.empty(),
                column.onUpdate(),
                Optional.empty(),
                Visibility.VISIBLE,
                column.comment().orElse(""));
    }

    static MySqlType type(ColumnStructure column) {
        return MySqlType.ofDeclaration(column.type());
    }

    /** The default that the column has. */
    static Default defaultOf(ColumnStructure column) {
        String text = column.defaultValue().text();
        return switch (column.defaultValue().kind()) {
            case NONE -> new Default.None();
            case LITERAL -> new Default.Literal(literal(column, text));
            case EXPRESSION -> new Default.Expression(text);
        };
    }

    /** MySQL takes a text with blanks around it for a number, and has the bytes of a text where a column has bytes. */
    private static String literal(ColumnStructure column, String text) {
        return switch (type(column).kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, YEAR -> number(text.strip());
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                text.startsWith("0x") ? text : "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            default -> text;
        };
    }

    private static String number(String text) {
        return text.matches("0[xX][0-9A-Fa-f]{1,15}") ? Long.toString(Long.decode(text)) : text;
    }

    /** What rows get that were there before the column: its default, or the one that MySQL has for its type. */
    static Default fillOf(ColumnStructure column) {
        boolean none = column.defaultValue().kind() == DefaultKind.NONE;
        return none && !column.nullable()
                ? ImplicitDefault.of(type(column))
                        .<Default>map(Default.Literal::new)
                        .orElseGet(Default.None::new)
                : defaultOf(column);
    }
}
