package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.Statement;
import io.sluice.core.sql.TableDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definition of a target table as a record of the topic {@link Topics#schema}: JSON, so that one can read it there. The
 * statements make the table in an empty database, in their order. A record without a value says that the table is gone.
 */
public final class SchemaDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POSITION = "position";

    private SchemaDocument() {}

    /** {@code SCHEMA.TABLE}, as PostgreSQL names it. */
    public static byte[] key(TableId target) {
        return target.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param position of the statement that made the table so; empty if a run has read it from MySQL's catalogue */
    public static byte[] value(TableDefinition table, Optional<SourcePosition> position) {
        ObjectNode document = JSON.createObjectNode();
        document.put("schema", table.id().schema());
        document.put("table", table.id().table());
        document.put(POSITION, position.map(SourcePosition::toString).orElse(null));
        document.put("comment", table.comment());
        ArrayNode columns = document.putArray("columns");
        table.columns().forEach(column -> columns.add(column(column)));
        ArrayNode key = document.putArray("key");
        key(table.key()).forEach(key::add);
        ArrayNode statements = document.putArray("statements");
        Stream.of(Ddl.beforeData(List.of(table)), Ddl.afterData(List.of(table)))
                .flatMap(List::stream)
                .map(Statement::sql)
                .forEach(statements::add);
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table has no JSON form", e);
        }
    }

    private static JsonNode column(ColumnDefinition column) {
        return JSON.createObjectNode()
                .put("name", column.column().name())
                .put("type", column.column().type().sql())
                .put("nullable", column.column().nullable())
                .put("comment", column.comment());
    }

    private static List<String> key(TableDefinition.Key key) {
        if (key instanceof TableDefinition.Key.Primary primary) {
            return primary.columns();
        }
        return key instanceof TableDefinition.Key.Unique unique ? unique.columns() : List.of();
    }

    /**
     * Whether two values say the same of a table, whatever their positions are.
     *
     * @param left null for none
     */
    public static boolean isSame(byte[] left, byte[] right) {
        if (left == null || right == null) {
            return left == right;
        }
        try {
            return withoutPosition(left).equals(withoutPosition(right));
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode withoutPosition(byte[] value) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(value);
        document.remove(POSITION);
        return document;
    }
}
