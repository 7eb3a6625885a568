package io.sluice.core.wire;

import io.sluice.core.ddl.TargetChange;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;

/** The records of schema changes on the output topics. */
public final class SchemaChangeEncoder {

    /** The names of the value's fields. */
    public static final String STATEMENT = "statement";

    public static final String AHEAD = "ahead";
    public static final String STATEMENTS = "statements";
    public static final String ANEW = "anew";
    public static final String OUTCOME = "outcome";
    public static final String REASON = "reason";

    /** Why a person has to decide first; empty if nobody has to. Records of earlier versions lack it. */
    public static final String HELD = "held";

    private static final String KEY = "position of a schema change, by a name that is too long for a column";

    private SchemaChangeEncoder() {}

    /** The schema of the value, for which the table's name is all that has to be known. */
    public static Schema schema(TableId table) {
        String namespace = AvroNames.legal(table.schema()) + "." + AvroNames.legal(table.table());
        Schema schema = SchemaBuilder.record(SchemaProperties.SCHEMA_CHANGE_RECORD)
                .namespace(namespace)
                .fields()
                .requiredString(STATEMENT)
                .name(AHEAD)
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .name(STATEMENTS)
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .name(ANEW)
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .requiredString(OUTCOME)
                .requiredString(REASON)
                .name(HELD)
                .type()
                .stringType()
                .stringDefault("")
                .endRecord();
        schema.addProp(SchemaProperties.SCHEMA, table.schema());
        schema.addProp(SchemaProperties.TABLE, table.table());
        return schema;
    }

    /**
     * The key of a change: another for each, so that compaction keeps all of them in their places, and never that of a row,
     * since no column of PostgreSQL has so long a name.
     */
    public static byte[] key(SourcePosition position) {
        StringBuilder json = new StringBuilder("{");
        JsonLiterals.append(KEY, json);
        JsonLiterals.append(position.toString(), json.append(':'));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param valueSchemaId what the registry calls {@link #schema} */
    public static byte[] value(int valueSchemaId, TargetChange change) {
        return new AvroBuffer().record(WireFormat.header(valueSchemaId), out -> {
            out.writeString(change.statement());
            texts(change.ahead(), out);
            texts(change.statements(), out);
            texts(change.anew(), out);
            out.writeString(change.outcome().kind().name());
            out.writeString(change.outcome().reason());
            out.writeString(change.held().orElse(""));
        });
    }

    private static void texts(List<String> texts, BinaryEncoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(texts.size());
        for (String text : texts) {
            out.startItem();
            out.writeString(text);
        }
        out.writeArrayEnd();
    }
}
