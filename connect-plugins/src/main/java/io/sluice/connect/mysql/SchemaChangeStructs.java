package io.sluice.connect.mysql;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.DroppedPart;
import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.wire.SchemaStatementFields;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Writes what statements did to tables as Connect's structs: {@link SchemaStatementFields} has the names. */
final class SchemaChangeStructs {

    private static final Schema COLUMN = SchemaBuilder.struct()
            .name(SchemaStatementFields.COLUMN)
            .field("name", Schema.STRING_SCHEMA)
            .field("former_name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field("nullable", Schema.BOOLEAN_SCHEMA)
            .field("default_kind", Schema.STRING_SCHEMA)
            .field("default", Schema.STRING_SCHEMA)
            .field("origin", Schema.STRING_SCHEMA)
            .field("on_update", Schema.OPTIONAL_STRING_SCHEMA)
            .field("charset", Schema.OPTIONAL_STRING_SCHEMA)
            .field("comment", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema TABLE = SchemaBuilder.struct()
            .name(SchemaStatementFields.TABLE)
            .optional()
            .field("columns", SchemaBuilder.array(COLUMN).build())
            .field("key", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field("comment", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final Schema DROPPED = SchemaBuilder.struct()
            .name(SchemaStatementFields.DROPPED)
            .field("kind", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .build();

    private SchemaChangeStructs() {}

    /** @param source Debezium's, of the place of the statement */
    static Struct of(SchemaStatement statement, Struct source) {
        Schema schema = SchemaBuilder.struct()
                .name(SchemaStatementFields.RECORD)
                .field("source", source.schema())
                .field("statement", Schema.STRING_SCHEMA)
                .field("action", Schema.STRING_SCHEMA)
                .field("other_database", Schema.OPTIONAL_STRING_SCHEMA)
                .field("other_table", Schema.OPTIONAL_STRING_SCHEMA)
                .field("before", TABLE)
                .field("after", TABLE)
                .field("evidence", Schema.STRING_SCHEMA)
                .field("rows", Schema.STRING_SCHEMA)
                .field("dropped", SchemaBuilder.array(DROPPED).build())
                .field("keys", Schema.STRING_SCHEMA)
                .build();
        return new Struct(schema)
                .put("source", source)
                .put("statement", statement.statement())
                .put("action", statement.action().name())
                .put(
                        "other_database",
                        statement.other().map(other -> other.schema()).orElse(null))
                .put(
                        "other_table",
                        statement.other().map(other -> other.table()).orElse(null))
                .put(
                        "before",
                        statement.before().map(SchemaChangeStructs::table).orElse(null))
                .put("after", statement.after().map(SchemaChangeStructs::table).orElse(null))
                .put("evidence", statement.evidence().name())
                .put("rows", statement.rows().name())
                .put(
                        "dropped",
                        statement.dropped().stream()
                                .map(SchemaChangeStructs::dropped)
                                .toList())
                .put("keys", statement.keys().name());
    }

    private static Struct table(TableStructure table) {
        List<Struct> columns =
                table.columns().stream().map(SchemaChangeStructs::column).toList();
        return new Struct(TABLE)
                .put("columns", columns)
                .put("key", table.key())
                .put("comment", table.comment().orElse(null));
    }

    private static Struct column(ColumnStructure column) {
        return new Struct(COLUMN)
                .put("name", column.name())
                .put("former_name", column.formerName().orElse(null))
                .put("type", column.type())
                .put("nullable", column.nullable())
                .put("default_kind", column.defaultValue().kind().name())
                .put("default", column.defaultValue().text())
                .put("origin", column.origin().name())
                .put("on_update", column.onUpdate().orElse(null))
                .put("charset", column.charset().orElse(null))
                .put("comment", column.comment().orElse(null));
    }

    private static Struct dropped(DroppedPart part) {
        return new Struct(DROPPED).put("kind", part.kind().name()).put("name", part.name());
    }
}
